import * as z from 'zod/mini';
import { Image } from './images.ts';
import { MessageText, SenderName } from './message-text.ts';
import { EpochMs, Id, Seq } from './values.ts';

/**
 * Who wrote a message. `id` is the same for all messages of one person in one session, and says
 * nothing elsewhere. `team`: a member of the session or a laptop of it, whatever a guest may call
 * themselves.
 */
export const Sender = z.object({ id: z.string(), name: z.string(), team: z.boolean() });
export type Sender = z.infer<typeof Sender>;

/** The picture of a message. `url`s are relative, and dead once the message is out of sight. */
export const MessageImage = z.pick(Image, {
  id: true,
  url: true,
  thumbUrl: true,
  width: true,
  height: true,
  bytes: true,
});
export type MessageImage = z.infer<typeof MessageImage>;

export const Message = z.object({
  /** Made by whoever sent it. */
  id: Id,
  /** Its place among the messages: the feed event that first told of it. */
  seq: Seq,
  sender: Sender,
  text: z.string(),
  createdAt: EpochMs,
  /** These are left out where they say nothing. */
  image: z.optional(MessageImage),
  /** To everybody by a member: it is read even where guests may not write. */
  announcement: z.optional(z.boolean()),
  /** The photo of the session that it is about: the message is out of sight while that is. */
  photoId: z.optional(Id),
  editedAt: z.optional(EpochMs),
  /** For members and laptops: nobody else sees it. */
  hidden: z.optional(z.boolean()),
});
export type Message = z.infer<typeof Message>;

/**
 * A page of a session's messages in the order that was asked for. `me`: the `sender.id` of whoever
 * asks; null for whoever has no name here. `readSeq`: up to where they have read, on any device.
 */
export const MessagePage = z.object({
  messages: z.array(Message),
  nextCursor: z.nullable(z.string()),
  me: z.nullable(z.string()),
  readSeq: Seq,
});
export type MessagePage = z.infer<typeof MessagePage>;

/** `seq` of the newest message that was read; it never goes back. */
export const ReadUpTo = z.object({ seq: Seq });
export type ReadUpTo = z.infer<typeof ReadUpTo>;

const hasContent = z.refine<{ text: string; imageId?: string | undefined }>(
  ({ text, imageId }) => text !== '' || imageId !== undefined,
  'A message needs a text or an image.',
);

const sendFields = {
  /** A fresh UUID. Sending it again makes no second message, and is answered as the first time. */
  id: Id,
  text: z.prefault(MessageText, ''),
  /** An image that the sender has uploaded to this session. */
  imageId: z.optional(Id),
  /** A photo of the session that it is about. */
  photoId: z.optional(Id),
  /** Of a guest, who needs one with the first message; users have theirs. */
  name: z.optional(SenderName),
  /** By members and laptops only. */
  announcement: z.prefault(z.boolean(), false),
};

export const SendMessage = z.object(sendFields).check(hasContent);
export type SendMessage = z.input<typeof SendMessage>;

/** What is left out stays. The text is its sender's to change, for a while; members hide and show. */
export const ChangeMessage = z.object({
  text: z.optional(MessageText),
  hidden: z.optional(z.boolean()),
});
export type ChangeMessage = z.input<typeof ChangeMessage>;

/** The same as POST /api/sessions/:id/messages, by somebody who has joined the session. */
export const SendMessageEvent = z.object({ sessionId: Id, ...sendFields }).check(hasContent);
export type SendMessageEvent = z.input<typeof SendMessageEvent>;

/** Somebody is typing now; `name` as in `SendMessage`. Not answered, and not kept. */
export const StartTyping = z.object({ sessionId: Id, name: z.optional(SenderName) });
export type StartTyping = z.input<typeof StartTyping>;

/** A page says no more often that somebody types; the relay does not listen more often. */
export const TYPING_EVERY_MS = 2_500;
/** A page shows it for so long after it has heard it: nobody says that they have stopped. */
export const TYPING_SHOWN_MS = 6_000;

/** To everybody else in the session who may read messages. */
export const Typing = z.object({ sessionId: Id, sender: Sender });
export type Typing = z.infer<typeof Typing>;

/** To all the sockets of whoever has read them. */
export const MessagesRead = z.object({ sessionId: Id, seq: Seq });
export type MessagesRead = z.infer<typeof MessagesRead>;
