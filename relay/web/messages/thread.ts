import type { UserCall } from '@picture-live/shared/client';
import { messageClient } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import { TYPING_SHOWN_MS, type FeedEvent, type Typing } from '@picture-live/shared/protocol';
import { createStore, type Readable } from '../gallery/page/store.ts';
import { nextThread, openThread, returning, type ThreadState } from './state/thread-state.ts';

/** A thread of messages that keeps itself up to date while events are told to it. */
export interface Thread {
  state: Readable<ThreadState>;
  /** The first page, or the next with older messages; again after a failure. */
  loadOlder: () => Promise<void>;
  take: (events: readonly FeedEvent[]) => void;
  hear: (typing: Typing) => void;
  /** @throws PictureLiveError `message_too_old`, `message_gone` … */
  edit: (id: string, text: string) => Promise<void>;
  /** @throws PictureLiveError */
  remove: (id: string) => Promise<void>;
  /** For members and laptops. @throws PictureLiveError */
  hide: (id: string, hidden: boolean) => Promise<void>;
  close: () => void;
}

export interface ThreadParts {
  /** Of a guest, or of somebody with an account. */
  call: UserCall;
  sessionId: string;
  /** Only what is about this photo. */
  photoId?: string | undefined;
  /** For members: also what is hidden. */
  includeHidden?: boolean;
}

const PAGE = 60;

export function startThread(parts: ThreadParts): Thread {
  const { sessionId, photoId, includeHidden } = parts;
  const client = messageClient(parts.call);
  const state = createStore(openThread(photoId ?? null), nextThread);
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const filter = {
    limit: PAGE,
    ...(photoId !== undefined && { photoId }),
    ...(includeHidden === true && { includeHidden }),
  };

  async function loadOlder(): Promise<void> {
    const { paging, cursor, isOpen } = state.get();
    if (paging === 'loading' || (isOpen && cursor === null)) return;
    state.take({ kind: 'asked' });
    try {
      const after = cursor === null ? {} : { after: cursor };
      state.take({
        kind: 'arrived',
        page: await client.messages(sessionId, { ...filter, ...after }),
      });
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      state.take({ kind: 'failed' });
    }
  }

  /** The photo is back, and with it what was said of it. */
  async function bringBack(about: string): Promise<void> {
    try {
      const { messages } = await client.messages(sessionId, { ...filter, photoId: about });
      state.take({ kind: 'told', messages });
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      state.take({ kind: 'failed' });
    }
  }

  return {
    state,
    loadOlder,
    take(events) {
      const back = returning(state.get(), events);
      state.take({ kind: 'events', events });
      for (const about of back) void bringBack(about);
    },
    hear({ sender }) {
      state.take({ kind: 'types', sender });
      clearTimeout(timers.get(sender.id));
      const end = setTimeout(
        () => state.take({ kind: 'typed', senderId: sender.id }),
        TYPING_SHOWN_MS,
      );
      timers.set(sender.id, end);
    },
    async edit(id, text) {
      state.take({ kind: 'told', messages: [await client.editMessage(id, text)] });
    },
    async remove(id) {
      await client.deleteMessage(id);
      const at = Date.now();
      const event = { type: 'message_removed', seq: 0, at, messageId: id } as const;
      state.take({ kind: 'events', events: [event] });
    },
    async hide(id, hidden) {
      state.take({ kind: 'told', messages: [await client.hideMessage(id, hidden)] });
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
