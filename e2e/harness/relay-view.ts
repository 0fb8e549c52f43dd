import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  FeedPage,
  Health,
  PhotoPage,
  type FeedEvent,
  type Photo,
} from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { until } from './until.ts';

/** What a link holder sees of a session, asked over plain HTTP as any program could. */
export interface RelayView {
  readonly origin: string;
  readonly sessionId: string;
  /** All photos, newest first. */
  photos(): Promise<Photo[]>;
  /** All feed events after a place, oldest first. */
  feed(after?: number): Promise<FeedEvent[]>;
  health(): Promise<Health>;
  /** Waits until at least this many photos are live. */
  waitForPhotos(count: number, patienceMs?: number): Promise<Photo[]>;
  /** Waits until exactly these many photos have all three renditions. */
  waitForComplete(count: number, patienceMs?: number): Promise<Photo[]>;
  rendition(url: string): Promise<{ status: number; bytes: Buffer; headers: Headers }>;
}

async function getJson(url: URL): Promise<unknown> {
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(`GET ${url.pathname} answered ${reply.status}`);
  return reply.json();
}

export function viewRelay(origin: string, sessionId: string): RelayView {
  const photos = async (): Promise<Photo[]> => {
    const all: Photo[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const url = new URL('/api/photos', origin);
      url.searchParams.set('sessionId', sessionId);
      url.searchParams.set('limit', '100');
      if (cursor !== '') url.searchParams.set('after', cursor);
      const page = z.parse(PhotoPage, await getJson(url));
      all.push(...page.photos);
      cursor = page.nextCursor;
    }
    return all;
  };
  return {
    origin,
    sessionId,
    photos,
    async feed(after = 0) {
      const all: FeedEvent[] = [];
      for (let more = true; more;) {
        const url = new URL(`/api/sessions/${sessionId}/feed`, origin);
        url.searchParams.set('after', String(all.at(-1)?.seq ?? after));
        const page = z.parse(FeedPage, await getJson(url));
        all.push(...page.events);
        more = page.more;
      }
      return all;
    },
    health: async () => z.parse(Health, await getJson(new URL('/health', origin))),
    waitForPhotos: (count, patienceMs) =>
      until(
        `${count} photos to be live`,
        async () => {
          const now = await photos();
          if (now.length < count) throw new Error(`${now.length} of ${count} photos are live.`);
          return now;
        },
        patienceMs,
      ),
    waitForComplete: (count, patienceMs) =>
      until(
        `${count} photos with all renditions`,
        async () => {
          const now = await photos();
          const complete = now.filter((photo) => photo.renditions.full !== undefined).length;
          if (complete < count || now.length !== count) {
            throw new Error(`${complete} complete of ${now.length} live, ${count} wanted.`);
          }
          return now;
        },
        patienceMs,
      ),
    async rendition(url) {
      const reply = await fetch(new URL(url, origin));
      return {
        status: reply.status,
        bytes: Buffer.from(await reply.arrayBuffer()),
        headers: reply.headers,
      };
    },
  };
}

const Secrets = z.looseObject({ deviceToken: z.string() });

/** Takes a photo back with the token of the laptop's own device, as another program of hers might. */
export async function retract(home: string, relay: RelayView, photoId: string): Promise<number> {
  const secrets = z.parse(
    Secrets,
    JSON.parse(await readFile(path.join(home, 'secrets.json'), 'utf8')),
  );
  const url = new URL(`/api/ingest/sessions/${relay.sessionId}/photos/${photoId}`, relay.origin);
  const reply = await fetch(url, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${secrets.deviceToken}` },
  });
  return reply.status;
}
