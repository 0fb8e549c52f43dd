import * as z from 'zod/mini';
import type { FeedEvent } from './feed.ts';
import type { Message, MessagesRead, SendMessageEvent, StartTyping, Typing } from './messages.ts';
import type { UploadProgress } from './photo-uploads.ts';
import { TypedAccessCode } from './session.ts';
import type { PhotoGone, RemovalProgress } from './removal.ts';
import type { Seen } from './statistics.ts';
import type { TakedownNews } from './takedowns.ts';
import { EpochMs, Id, Seq } from './values.ts';

/**
 * In a public session a guest's page joins with nothing but the session. `token` says who joins: an
 * access token or a guest token; joining again with a fresh one keeps the socket when the old one
 * runs out. Into a session by code `accessCode` lets as well, or the cookie of the gallery's own
 * page. A device joins with `deviceToken` instead.
 */
export const JoinSession = z.object({
  sessionId: Id,
  token: z.optional(z.string().check(z.maxLength(2_048))),
  accessCode: z.optional(TypedAccessCode),
  deviceToken: z.optional(z.string().check(z.maxLength(512))),
});
export type JoinSession = z.infer<typeof JoinSession>;

export const LeaveSession = z.object({ sessionId: Id });
export type LeaveSession = z.infer<typeof LeaveSession>;

export const Joined = z.object({
  /** The newest event when the room was joined: a page that has less asks the feed for the rest. */
  lastSeq: Seq,
  /** Of the session; where it is another one than the page's, nothing that the page shows holds. */
  era: z.string(),
  viewers: z.int(),
  /** Share of painted photos (0…1) this page should report, so that a big party stays cheap. */
  paintShare: z.number(),
  /** Milliseconds until the token that let it in runs out, and the socket with it; null for good. */
  endsIn: z.optional(z.nullable(z.int())),
});
export type Joined = z.infer<typeof Joined>;

/** A guest's screen shows the decoded picture. `at` is on the relay's clock. */
export const Painted = z.object({
  photoId: Id,
  revision: z.int().check(z.gte(1)),
  at: EpochMs,
});
export type Painted = z.infer<typeof Painted>;

/** To devices only: the first report of a photo on a guest's screen. */
export const PhotoPainted = z.object({ photoId: Id, revision: z.int(), firstPaintedAt: EpochMs });
export type PhotoPainted = z.infer<typeof PhotoPainted>;

export const Presence = z.object({ viewers: z.int() });
export type Presence = z.infer<typeof Presence>;

/** Code of `shared/errors` and a sentence for people. */
export const SocketError = z.object({ code: z.string(), message: z.string() });
export type SocketError = z.infer<typeof SocketError>;

/** Every acknowledgement is one of the two. */
export type Ack<T> = { ok: true; value: T } | { ok: false; error: SocketError };

type EventOf<T extends FeedEvent['type']> = Extract<FeedEvent, { type: T }>;

/** Feed events are pushed under their own type as the event name, after commit. */
export interface ServerToClientEvents {
  new_photo: (event: EventOf<'new_photo'>) => void;
  photo_status_updated: (event: EventOf<'photo_status_updated'>) => void;
  photo_removed: (event: EventOf<'photo_removed'>) => void;
  session_updated: (event: EventOf<'session_updated'>) => void;
  new_message: (event: EventOf<'new_message'>) => void;
  message_updated: (event: EventOf<'message_updated'>) => void;
  message_removed: (event: EventOf<'message_removed'>) => void;
  typing: (typing: Typing) => void;
  messages_read: (read: MessagesRead) => void;
  presence: (presence: Presence) => void;
  photo_painted: (painted: PhotoPainted) => void;
  upload_progress: (progress: UploadProgress) => void;
  /** To devices and members only: how many screens a photo has left. */
  removal_progress: (progress: RemovalProgress) => void;
  /** To members only. */
  takedown_requested: (news: TakedownNews) => void;
  /** To members only. */
  takedown_decided: (news: TakedownNews) => void;
}

export interface ClientToServerEvents {
  join_session: (request: JoinSession, ack: (reply: Ack<Joined>) => void) => void;
  leave_session: (request: LeaveSession, ack: (reply: Ack<null>) => void) => void;
  painted: (report: Painted) => void;
  photo_gone: (report: PhotoGone) => void;
  seen: (report: Seen) => void;
  send_message: (message: SendMessageEvent, ack: (reply: Ack<Message>) => void) => void;
  typing: (typing: StartTyping) => void;
  /** The relay's clock in epoch milliseconds, for removing the difference (RFC 5905, section 8). */
  clock: (ack: (now: number) => void) => void;
}
