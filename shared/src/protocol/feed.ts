import * as z from 'zod/mini';
import { Message } from './messages.ts';
import { Photo } from './photo.ts';
import { PublicSession } from './session.ts';
import { EpochMs, Id, Seq } from './values.ts';

/**
 * One change of a session. `seq` grows by exactly one per event. An event about a photo carries
 * the photo as it is when the feed is read, and turns into `photo_removed` once it is gone: whoever
 * catches up gets the present state, not history, in the same number of events. The same holds for
 * messages; whoever may not read one is told `message_removed` in its place. Messages about a photo
 * come and go with `photo_removed` and `new_photo` of that photo, without events of their own.
 */
export const FeedEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('new_photo'), seq: Seq, at: EpochMs, photo: Photo }),
  /** Replaced by a new revision, or its `full` rendition has arrived. */
  z.object({ type: z.literal('photo_status_updated'), seq: Seq, at: EpochMs, photo: Photo }),
  z.object({ type: z.literal('photo_removed'), seq: Seq, at: EpochMs, photoId: Id }),
  /** Also of one that is shown again: its place is `message.seq`. */
  z.object({ type: z.literal('new_message'), seq: Seq, at: EpochMs, message: Message }),
  z.object({ type: z.literal('message_updated'), seq: Seq, at: EpochMs, message: Message }),
  z.object({ type: z.literal('message_removed'), seq: Seq, at: EpochMs, messageId: Id }),
  z.object({ type: z.literal('session_updated'), seq: Seq, at: EpochMs, session: PublicSession }),
]);
export type FeedEvent = z.infer<typeof FeedEvent>;
export type FeedEventType = FeedEvent['type'];

export type MessageEvent = Extract<
  FeedEvent,
  { type: 'new_message' | 'message_updated' | 'message_removed' }
>;

/** For those who only care for photos. */
export function isAboutMessage(event: FeedEvent): event is MessageEvent {
  return 'message' in event || 'messageId' in event;
}

/**
 * Events after a `seq`, oldest first. `lastSeq` is the newest event there is; ask again while `more`.
 * `era` as that of the session.
 */
export const FeedPage = z.object({
  events: z.array(FeedEvent),
  lastSeq: Seq,
  more: z.boolean(),
  era: z.string(),
});
export type FeedPage = z.infer<typeof FeedPage>;
