import type { FeedEvent, Photo, PublicSession } from '@picture-live/shared/protocol';
import { newerOf } from './place.ts';

/**
 * The photo that welcomes after an event: it goes, comes back and is replaced like any other, and
 * another one that is chosen is shown where it is here.
 *
 * @param find among the photos on the page.
 */
export function coverAfter(
  { cover, session }: { cover: Photo | null; session: PublicSession },
  event: FeedEvent,
  find: (photoId: string) => Photo | undefined,
): Photo | null {
  const chosen = session.branding?.coverPhotoId ?? null;
  if (event.type === 'session_updated') {
    const next = event.session.branding?.coverPhotoId ?? null;
    if (next === chosen) return cover;
    return next === null ? null : (find(next) ?? null);
  }
  if (event.type === 'photo_removed') return event.photoId === chosen ? null : cover;
  if (!('photo' in event) || event.photo.id !== chosen) return cover;
  return cover === null ? event.photo : newerOf(cover, event.photo);
}
