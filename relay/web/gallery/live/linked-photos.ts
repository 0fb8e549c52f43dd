import type { Guest } from '@picture-live/shared/client';
import { isCode, PictureLiveError } from '@picture-live/shared/errors';
import { Photo, type FeedEvent } from '@picture-live/shared/protocol';
import { inPlace } from '../photos/place.ts';
import { EVERYTHING, isSameView, orderOf } from '../photos/view.ts';
import type { LiveGallery } from './live-gallery.ts';

/** Photos that somebody was led to by a link or a message, wherever in the list they are. */
export interface LinkedPhotos {
  /** What the viewer goes through: the photos of the page, with the linked one in its place. */
  photos: () => readonly Photo[];
  /** A photo of the session, without loading the list up to it; undefined for one that is gone. */
  find: (photoId: string) => Promise<Photo | undefined>;
  /** The viewer is about to show it. */
  link: (photo: Photo) => void;
  take: (events: readonly FeedEvent[]) => void;
}

export interface LinkedPhotosParts {
  guest: Pick<Guest, 'call'>;
  gallery: () => Pick<LiveGallery, 'photos' | 'findPhoto'>;
  /** The page brought it with it. */
  first: Photo | undefined;
}

/** Of a long chat about many photos. */
const MOST_KNOWN = 200;

export function createLinkedPhotos({ guest, gallery, first }: LinkedPhotosParts): LinkedPhotos {
  const known = new Map<string, Photo>(first === undefined ? [] : [[first.id, first]]);
  let linkedId: string | null = first?.id ?? null;
  let made: { of: readonly Photo[]; linked: Photo; photos: readonly Photo[] } | null = null;

  function remember(photo: Photo): void {
    known.delete(photo.id);
    known.set(photo.id, photo);
    const [oldest] = known.keys();
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  }

  function photos(): readonly Photo[] {
    const { photos: of, view, removed } = gallery().photos.get();
    const linked = linkedId === null ? undefined : known.get(linkedId);
    if (linked === undefined || removed.has(linked.id)) return of;
    if (of.some(({ id }) => id === linked.id)) return of;
    // The same list as before is the same array: the viewer looks at nothing else.
    if (made?.of !== of || made.linked !== linked) {
      made = { of, linked, photos: inPlace(of, linked, orderOf(view)) };
    }
    return made.photos;
  }

  async function find(photoId: string): Promise<Photo | undefined> {
    const { photos: here, pending } = gallery().photos.get();
    const found = [...pending, ...here].find(({ id }) => id === photoId) ?? known.get(photoId);
    if (found !== undefined) return found;
    try {
      const path = `/api/photos/${encodeURIComponent(photoId)}`;
      const photo = await guest.call({ method: 'GET', path, reply: Photo });
      remember(photo);
      return photo;
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      if (error.retry && !isCode(error, 'rate_limited')) return gallery().findPhoto(photoId);
      return undefined;
    }
  }

  return {
    photos,
    find,
    link(photo) {
      remember(photo);
      linkedId = photo.id;
      // Those around it, to swipe to; the one itself is on the screen meanwhile.
      const { view } = gallery().photos.get();
      if (isSameView(view, EVERYTHING)) void gallery().findPhoto(photo.id);
    },
    take(events) {
      for (const event of events) {
        if (event.type === 'photo_removed') known.delete(event.photoId);
        else if ('photo' in event && known.has(event.photo.id))
          known.set(event.photo.id, event.photo);
      }
    },
  };
}
