import { setTimeout as sleep } from 'node:timers/promises';
import { FeedPage } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { Running } from './system.ts';

const LOOK_MS = 1_000;

/**
 * Says in one quiet line a second at most which photos went live, until the signal is aborted.
 *
 * @param say one line for the person at the terminal
 */
export async function tellPhotos(
  { relay, session }: Pick<Running, 'relay' | 'session'>,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let { lastSeq, photoCount } = session;
  while (!signal.aborted) {
    const page = await readFeed(
      `${relay}/api/sessions/${session.id}/feed?after=${lastSeq}`,
      signal,
    );
    if (page !== null) {
      const added = page.events.filter(({ type }) => type === 'new_photo').length;
      const removed = page.events.filter(({ type }) => type === 'photo_removed').length;
      lastSeq = page.events.at(-1)?.seq ?? lastSeq;
      photoCount += added;
      if (added > 0) say(`${photos(added)} live, ${photoCount} in all`);
      photoCount -= removed;
      if (removed > 0) say(`${photos(removed)} taken back, ${photoCount} in all`);
    }
    // The end of the wait by the signal is the end of the loop.
    if (page?.more !== true) await sleep(LOOK_MS, undefined, { signal }).catch(() => null);
  }
}

/** Null while the relay is away, which its supervisor says; the feed is asked again from there. */
async function readFeed(url: string, signal: AbortSignal): Promise<FeedPage | null> {
  try {
    const reply = await fetch(url, { signal });
    return reply.ok ? z.parse(FeedPage, await reply.json()) : null;
  } catch {
    return null;
  }
}

function photos(count: number): string {
  return count === 1 ? '1 photo' : `${count} photos`;
}
