import * as z from 'zod/mini';
import type { FeedEvent } from './feed.ts';
import { Id, Seq } from './values.ts';

/**
 * To the relay, from a page: these pictures are off its screen now, not merely known to have to go.
 * `seq` is that of the event that took the photo away or replaced its content. Several at once,
 * because somebody may take back a hundred photos with one click.
 */
export const PhotoGone = z.object({
  sessionId: Id,
  gone: z.array(z.object({ photoId: Id, seq: Seq })).check(z.minLength(1), z.maxLength(40)),
});
export type PhotoGone = z.infer<typeof PhotoGone>;

/** The photo of which something must not be seen any more after this event: all, or its old content. */
export function goneBy(event: FeedEvent): string | null {
  if (event.type === 'photo_removed') return event.photoId;
  if (event.type !== 'photo_status_updated') return null;
  const { id, revision, publishedAt } = event.photo;
  // A new content is published with its event; all other changes leave that moment as it was.
  return revision > 1 && publishedAt === event.at ? id : null;
}

/**
 * "Gone from 412 of 415 screens". `screens`: pages that had the session open when the photo went,
 * less those that were closed or lost before they could say so (what they would load is dead), more
 * those that were lost and have come back to say so. A page in a dead spot may still show what it
 * shows: it is not among `screens` until it is back.
 */
export const RemovalProgress = z.object({
  sessionId: Id,
  photoId: Id,
  seq: Seq,
  gone: z.int(),
  screens: z.int(),
});
export type RemovalProgress = z.infer<typeof RemovalProgress>;
