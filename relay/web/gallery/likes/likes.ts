import { backoffMs, type Guest } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import { Likes, PhotoPage, type Photo } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { keepIn, keptIn } from '../page/kept.ts';
import { createStore, type Store } from '../page/store.ts';
import { nextLikes, nextWish, openLikes, type LikeFact, type LikeState } from './like-state.ts';

/** What this guest likes: shown at once, told to the relay when that can be reached. */
export interface GuestLikes {
  state: Store<LikeState, LikeFact>;
  toggle: (photoId: string) => void;
  /** The network is back, or the page is shown again. */
  wake: () => void;
  /** Asks the relay what this guest likes, on any day before. */
  recall: () => Promise<void>;
}

export interface LikesParts {
  guest: Pick<Guest, 'call' | 'callByName'>;
  sessionId: string;
  findPhoto: (photoId: string) => Photo | undefined;
}

const Kept = z.object({
  liked: z.array(z.string()),
  wishes: z.array(z.tuple([z.string(), z.boolean()])),
});
const RETRY = { firstMs: 2_000, capMs: 60_000 };
const PAGE = 200;
/** Of somebody who likes more than these, the oldest are not marked. */
const MAX_PAGES = 10;

export function startLikes({ guest, sessionId, findPhoto }: LikesParts): GuestLikes {
  const name = `likes ${sessionId}`;
  const state = createStore(openLikes(keptIn(name, Kept) ?? { liked: [], wishes: [] }), nextLikes);
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function take(fact: LikeFact): void {
    state.take(fact);
    const { liked, wishes } = state.get();
    keepIn(name, { liked: [...liked], wishes: [...wishes] });
  }

  /** One after the other: what is told last is what the guest wanted last. */
  async function tell(): Promise<void> {
    clearTimeout(timer);
    const wish = nextWish(state.get());
    if (wish === null) return;
    const { photoId, liked } = wish;
    take({ kind: 'sending', wish });
    try {
      const method = liked ? 'PUT' : 'DELETE';
      const reply = await guest.callByName({ method, path: pathOf(photoId), reply: Likes });
      failures = 0;
      take({ kind: 'answered', photoId, reply, photo: findPhoto(photoId) });
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      take({ kind: 'failed', photoId, isFinal: !error.retry });
      if (error.retry) return waitABit();
    }
    return tell();
  }

  function waitABit(): void {
    failures += 1;
    timer = setTimeout(() => void tell(), backoffMs(RETRY, failures, Math.random()));
  }

  async function recall(): Promise<void> {
    const liked: string[] = [];
    let after: string | null = '';
    try {
      for (let page = 0; page < MAX_PAGES && after !== null; page += 1) {
        const query = new URLSearchParams({ sessionId, liked: 'true', limit: `${PAGE}` });
        if (after !== '') query.set('after', after);
        const path = `/api/photos?${query.toString()}`;
        const reply: PhotoPage = await guest.call({ method: 'GET', path, reply: PhotoPage });
        liked.push(...reply.photos.map(({ id }) => id));
        after = reply.nextCursor;
      }
      take({ kind: 'told', liked });
    } catch (error) {
      // What this browser remembers will do.
      if (!(error instanceof PictureLiveError)) throw error;
    }
  }

  return {
    state,
    toggle(photoId) {
      take({ kind: 'toggled', photoId });
      void tell();
    },
    wake: () => void tell(),
    recall,
  };
}

function pathOf(photoId: string): string {
  return `/api/photos/${encodeURIComponent(photoId)}/like`;
}
