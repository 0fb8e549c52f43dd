import type { Guest } from '@picture-live/shared/client';
import type { FeedEvent, Message, Photo, Typing } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { keepIn, keptIn } from '../page/kept.ts';
import { createStore, type Store } from '../page/store.ts';
import { hasUnread, nextTalk, openTalk, type TalkFact, type TalkState } from './talk-state.ts';

/** Whoever reads messages at this moment: the panel, once somebody has opened it. */
export interface TalkListener {
  take: (events: readonly FeedEvent[]) => void;
  hear: (typing: Typing) => void;
  /** The network is back, or the page is shown again. */
  wake: () => void;
}

/** The little that a page has to know of messages, and what the panel needs for all the rest. */
export interface Talk {
  state: Store<TalkState, TalkFact>;
  guest: Pick<Guest, 'call' | 'callByName'>;
  sessionId: string;
  take: (events: readonly FeedEvent[]) => void;
  hear: (typing: Typing) => void;
  wake: () => void;
  /** Returns how to stop listening. */
  listen: (listener: TalkListener) => () => void;
  /** To be called with every key. */
  type: (name: string) => void;
  /** The `sender.id` of this guest, once they have written on this page; null before. */
  me: Store<string | null, string>;
  /** What a guest of this browser is called; null before they have said it. */
  name: Store<string | null, string>;
  /** For the small picture beside a message; undefined for one that is gone. */
  findPhoto: (photoId: string) => Promise<Photo | undefined>;
  openPhoto: (photo: Photo) => void;
}

export interface TalkParts extends Pick<
  Talk,
  'guest' | 'sessionId' | 'type' | 'findPhoto' | 'openPhoto'
> {
  told: { announcement: Message | null; newestSeq: number };
}

const Kept = z.object({ readSeq: z.number(), putAway: z.array(z.string()) });
const NAME = 'guest name';

export function startTalk({ told, ...parts }: TalkParts): Talk {
  const keptAs = `talk ${parts.sessionId}`;
  const kept = keptIn(keptAs, Kept) ?? { readSeq: 0, putAway: [] };
  const state = createStore(openTalk(told, kept), nextTalk);
  const listeners = new Set<TalkListener>();
  const name = createStore<string | null, string>(keptIn(NAME, z.string()), (_, next) => next);
  const me = createStore<string | null, string>(null, (_, next) => next);
  name.subscribe(() => keepIn(NAME, name.get()));
  state.subscribe(() => {
    const { readSeq, putAway } = state.get();
    keepIn(keptAs, { readSeq, putAway });
  });

  return {
    ...parts,
    state,
    me,
    name,
    take(events) {
      for (const event of events) {
        const isAllRead = !hasUnread(state.get());
        state.take({ kind: 'event', event });
        // One's own words are no news.
        const isOwn = event.type === 'new_message' && event.message.sender.id === me.get();
        if (isOwn && isAllRead) state.take({ kind: 'read', seq: event.message.seq });
      }
      for (const listener of listeners) listener.take(events);
    },
    hear(typing) {
      for (const listener of listeners) listener.hear(typing);
    },
    wake() {
      for (const listener of listeners) listener.wake();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
