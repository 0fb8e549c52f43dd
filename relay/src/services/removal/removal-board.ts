import type { FeedEvent, RemovalProgress } from '@picture-live/shared/protocol';
import type { FanOutMessage } from '../../fan-out/fan-out.ts';
import { LruCache } from '../../memory/lru-cache.ts';

export type RemovalCount = Extract<FanOutMessage, { kind: 'removal' }>;

/** Removals that are remembered, and for how long: by then every page that is open has said so. */
const MAX_REMOVALS = 2_000;
export const REMEMBERED_MS = 15 * 60_000;

interface Removal {
  sessionId: string;
  seq: number;
  byInstance: Map<string, { gone: number; screens: number }>;
  /** Milliseconds of `now`. */
  until: number;
}

/**
 * What all instances together know of photos on their way off the screens, in memory: each of them
 * counts its own pages, and tells the others. An instance that dies leaves its last count; its pages
 * come back elsewhere and are counted there once more.
 */
export class RemovalBoard {
  readonly #removals = new LruCache<Removal>(MAX_REMOVALS);
  readonly #now: () => number;

  /** @param now milliseconds of a clock that only moves forward. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Adds what an instance has counted; null for a photo that has gone once more since. */
  take({ instance, sessionId, photoId, seq, gone, screens }: RemovalCount): RemovalProgress | null {
    const before = this.#find(photoId);
    if (before !== undefined && before.seq > seq) return null;
    const byInstance = before?.seq === seq ? before.byInstance : new Map<string, never>();
    const removal: Removal = { sessionId, seq, byInstance, until: this.#now() + REMEMBERED_MS };
    removal.byInstance.set(instance, { gone, screens });
    this.#removals.set(photoId, removal);
    return sum(photoId, removal);
  }

  /** A photo that is shown again is gone from nowhere. */
  hear(event: FeedEvent): void {
    if (event.type === 'new_photo') this.#removals.delete(event.photo.id);
  }

  /** Null for one that did not go, or too long ago. */
  read(photoId: string): RemovalProgress | null {
    const removal = this.#find(photoId);
    return removal === undefined ? null : sum(photoId, removal);
  }

  #find(photoId: string): Removal | undefined {
    const removal = this.#removals.get(photoId);
    return removal !== undefined && this.#now() < removal.until ? removal : undefined;
  }
}

function sum(photoId: string, { sessionId, seq, byInstance }: Removal): RemovalProgress {
  let [gone, screens] = [0, 0];
  for (const count of byInstance.values()) {
    gone += count.gone;
    screens += count.screens;
  }
  return { sessionId, photoId, seq, gone, screens };
}
