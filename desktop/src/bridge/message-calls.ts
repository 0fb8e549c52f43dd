import { Id, MAX_MESSAGE_LENGTH, Message, MessageText, Seq } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';

/*
 * The part of the contract about what people write in the session: guests' messages, and
 * announcements from here. Pictures go by URL, `media/messages/<imageId>/<thumb|full>.jpg`,
 * relative to the page.
 */

/** How many there are to look at. Not there before the relay was first asked. */
export const MessagesStatus = z.object({
  /** Of others, not read on this laptop yet. */
  unread: z.int(),
  /** Announcements that have still to reach the relay. */
  waiting: z.int(),
  /** Announcements that it will not take as they are. */
  refused: z.int(),
  /** Grows with every change of a message: the list is to be asked for anew. */
  version: z.int(),
});
export type MessagesStatus = z.infer<typeof MessagesStatus>;

/** A message as this laptop knows it. */
export const ListedMessage = z.extend(Message, {
  /** Announced on this laptop. */
  own: z.boolean(),
  /** The shot behind the photo that it is about, where this laptop delivered it. */
  shot: z.optional(z.object({ id: z.string(), name: z.string(), revision: z.int() })),
});
export type ListedMessage = z.infer<typeof ListedMessage>;

/** An announcement on its way. */
export const WaitingAnnouncement = z.object({
  id: Id,
  text: z.string(),
  /** Epoch milliseconds on the laptop's clock. */
  writtenAt: z.int(),
  /** Why the relay will not take it; null: it goes out by itself. */
  reason: z.nullable(z.string()),
});
export type WaitingAnnouncement = z.infer<typeof WaitingAnnouncement>;

export const AnnouncementText = MessageText.check(
  z.refine((text) => text !== '', 'There is nothing to announce.'),
);
export { MAX_MESSAGE_LENGTH as MAX_ANNOUNCEMENT_LENGTH };

export const MESSAGE_CALLS = {
  /**
   * The newest messages, the newest first, hidden ones too; with them what waits. `heard` is false
   * until the relay has answered for the first time; while it is away the list is the last known.
   */
  listMessages: {
    input: z.null(),
    reply: z.object({
      heard: z.boolean(),
      messages: z.array(ListedMessage),
      /** There are older ones than those. */
      more: z.boolean(),
      /** Up to where they were read here. */
      readSeq: Seq,
      waiting: z.array(WaitingAnnouncement),
    }),
  },
  /** Everything up to this `seq` was read here. */
  readMessages: { input: z.object({ seq: Seq }), reply: z.null() },
  /** Out of the guests' sight, or back. @throws `relay_unreachable` while the relay is away. */
  hideMessage: { input: z.object({ id: Id, hidden: z.boolean() }), reply: z.null() },
  /** Tells all guests. Kept on this laptop until the relay has it, exactly once. */
  announce: { input: z.object({ text: AnnouncementText }), reply: z.object({ id: Id }) },
  /**
   * Takes an announcement back that still waits; the reply is its text. Null: it was out already.
   */
  takeBackAnnouncement: {
    input: z.object({ id: Id }),
    reply: z.object({ text: z.nullable(z.string()) }),
  },
} as const;
