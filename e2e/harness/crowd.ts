import { createRelayClient, followSession } from '@picture-live/shared/client';
import { goneBy, type FeedEvent } from '@picture-live/shared/protocol';
import { until } from './until.ts';

/** Open pages without a browser: each follows a session with the guests' own client. */
export interface Crowd {
  /** Waits until everybody knows of this photo. */
  waitForPhoto(photoId: string): Promise<void>;
  /** Waits until nobody shows it, and resolves to the time (epoch ms) at which the last one let go. */
  waitForGone(photoId: string): Promise<number>;
  leave(): void;
}

interface Guest {
  knows: Set<string>;
  gone: Map<string, number>;
  stop: () => void;
}

/** Opens so many pages of a session; resolves once all of them are live. */
export async function gatherCrowd(
  relayUrl: string,
  sessionId: string,
  count: number,
): Promise<Crowd> {
  const client = createRelayClient({ baseUrl: relayUrl });
  const { lastSeq } = await client.session(sessionId);
  let live = 0;

  function enter(): Guest {
    const knows = new Set<string>();
    const gone = new Map<string, number>();
    const take = (event: FeedEvent): void => {
      if ('photo' in event) knows.add(event.photo.id);
      const photoId = goneBy(event);
      if (photoId === null) return;
      gone.set(photoId, Date.now());
      follower.reportGone({ photoId, seq: event.seq });
    };
    const follower = followSession({
      client,
      sessionId,
      after: lastSeq,
      onEvents: (events) => events.forEach(take),
      onConnection: (connection) => {
        if (connection === 'live') live += 1;
      },
    });
    return { knows, gone, stop: follower.stop };
  }

  const guests = Array.from({ length: count }, enter);
  await until('everybody to be live', () => live >= count);
  return {
    async waitForPhoto(photoId) {
      await until('everybody to know the photo', () =>
        guests.every(({ knows }) => knows.has(photoId)),
      );
    },
    async waitForGone(photoId) {
      await until('nobody to show the photo', () => guests.every(({ gone }) => gone.has(photoId)));
      return Math.max(...guests.map(({ gone }) => gone.get(photoId) ?? 0));
    },
    leave() {
      for (const { stop } of guests) stop();
    },
  };
}
