import type { Message, MessagePage } from '@picture-live/shared/protocol';

/** What this laptop knows of the session's messages, the newest first. */
export interface Inbox {
  readonly messages: readonly Message[];
  /** There are older ones at the relay. */
  readonly more: boolean;
  /** `sender.id` of this laptop's own announcements; null: it has no name there. */
  readonly me: string | null;
  /** Up to where they were read here. */
  readonly readSeq: number;
}

/** So many are kept; whoever wants to read older ones has the gallery. */
export const KEPT = 200;

export const EMPTY: Inbox = { messages: [], more: false, me: null, readSeq: 0 };

/** The newest page as the relay has just given it; what was read here is not forgotten for it. */
export function withPage(before: Inbox, page: MessagePage): Inbox {
  return {
    messages: page.messages.slice(0, KEPT),
    more: page.nextCursor !== null,
    me: page.me,
    readSeq: Math.max(before.readSeq, page.readSeq),
  };
}

/** A message that is new, or that was changed. */
export function withMessage(inbox: Inbox, message: Message): Inbox {
  const others = inbox.messages.filter(({ id }) => id !== message.id);
  const messages = [message, ...others].toSorted((a, b) => b.seq - a.seq);
  return {
    ...inbox,
    messages: messages.slice(0, KEPT),
    more: inbox.more || messages.length > KEPT,
  };
}

export function readUpTo(inbox: Inbox, seq: number): Inbox {
  return seq <= inbox.readSeq ? inbox : { ...inbox, readSeq: seq };
}

/** Messages of others that guests can see and nobody has read here. */
export function unreadOf({ messages, me, readSeq }: Inbox): number {
  return messages.filter(
    ({ seq, sender, hidden }) => seq > readSeq && sender.id !== me && hidden !== true,
  ).length;
}
