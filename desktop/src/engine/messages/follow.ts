import { backoffMs, type MessagesQuery } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { FeedEvent, Message, MessagePage } from '@picture-live/shared/protocol';
import { EMPTY, KEPT, readUpTo, unreadOf, withMessage, withPage, type Inbox } from './inbox.ts';

const BACKOFF = { firstMs: 1_000, capMs: 30_000 };

/** The calls of `messageClient` that it takes. */
export interface MessageCalls {
  messages: (sessionId: string, query: MessagesQuery) => Promise<MessagePage>;
  hideMessage: (id: string, hidden: boolean) => Promise<Message>;
  markMessagesRead: (sessionId: string, seq: number) => Promise<number>;
}

export interface FollowParts {
  client: MessageCalls;
  sessionId: string;
  random: () => number;
  onChange: () => void;
  /** A failure of ours. */
  onError: (error: unknown) => void;
  signal: AbortSignal;
}

/**
 * Follows the session's messages: all of them when the room is joined, then what is pushed there.
 * While the relay is away, what was last known stays.
 */
export function followMessages(parts: FollowParts) {
  const { client, sessionId, signal } = parts;
  let inbox = EMPTY;
  let heard = false;
  let version = 0;
  let asking: Promise<void> | undefined;
  /** Something was pushed that only the whole list explains, while it was being asked for. */
  let again = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;

  function enter(next: Inbox): void {
    inbox = next;
    version += 1;
    parts.onChange();
  }

  /** Asks for the newest of them; one question at a time. */
  function refresh(): void {
    clearTimeout(timer);
    if (signal.aborted) return;
    again = asking !== undefined;
    asking ??= ask()
      .catch(parts.onError)
      .finally(() => {
        asking = undefined;
        if (again) refresh();
      });
  }

  async function ask(): Promise<void> {
    try {
      const query = { order: 'newest', limit: KEPT, includeHidden: true } as const;
      const page = await client.messages(sessionId, query);
      failures = 0;
      heard = true;
      enter(withPage(inbox, page));
      // It was read while the relay was away.
      if (page.readSeq < inbox.readSeq) await tellRead();
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      later(error);
    }
  }

  /** Joining the room again asks sooner; what a person has to change is asked for slowly. */
  function later(error: PictureLiveError): void {
    failures += 1;
    const pace = error.retry ? failures : Number.POSITIVE_INFINITY;
    timer = setTimeout(refresh, backoffMs(BACKOFF, pace, parts.random()));
  }

  async function tellRead(): Promise<void> {
    try {
      await client.markMessagesRead(sessionId, inbox.readSeq);
    } catch (error) {
      // The next time the list is asked for says so, and it is told then.
      if (!(error instanceof PictureLiveError)) throw error;
    }
  }

  signal.addEventListener('abort', () => clearTimeout(timer));

  return {
    /** The room was joined: whatever was missed is in the list. */
    joined: refresh,

    /** An event of the feed; those of photos say nothing here. */
    heard(event: FeedEvent): void {
      if (event.type === 'new_message' || event.type === 'message_updated') {
        enter(withMessage(inbox, event.message));
      } else if (event.type === 'message_removed') {
        // Hidden or deleted: only the list tells which.
        refresh();
      }
    },

    unclear: refresh,

    /** A message as the relay has just answered. */
    known: (message: Message): void => enter(withMessage(inbox, message)),

    /** @throws PictureLiveError as the relay does. */
    async hide(id: string, hidden: boolean): Promise<void> {
      enter(withMessage(inbox, await client.hideMessage(id, hidden)));
    },

    /** Everything up to `seq` was read here. */
    async read(seq: number): Promise<void> {
      if (seq <= inbox.readSeq) return;
      enter(readUpTo(inbox, seq));
      await tellRead();
    },

    /** Read in another window of this laptop. */
    readElsewhere(seq: number): void {
      if (seq > inbox.readSeq) enter(readUpTo(inbox, seq));
    },

    inbox: (): Inbox => inbox,
    status: () => ({ heard, unread: unreadOf(inbox), version }),

    /** After the signal: waits for the call under way. */
    stopped: async (): Promise<void> => asking,
  };
}

export type FollowedMessages = ReturnType<typeof followMessages>;
