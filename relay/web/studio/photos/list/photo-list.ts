import type { FeedEvent, Photo, PhotoFilter } from '@picture-live/shared/protocol';

/** The photos as a list that was loaded from its newest end, newest first. */
export interface PhotoList {
  readonly photos: readonly Photo[];
  /** Where the relay goes on with older ones; null once all are here. */
  readonly cursor: string | null;
}

/** A filter of the studio: all of it can be told of a photo in hand. */
export type StudioFilter = Pick<
  PhotoFilter,
  'tag' | 'photographer' | 'featured' | 'state' | 'text'
>;

/** Photos that are new or changed, each in its place; what does not fit any more goes. */
export function withPhotos(
  list: PhotoList,
  told: readonly Photo[],
  filter: StudioFilter,
): PhotoList {
  if (told.length === 0) return list;
  const byId = new Map(list.photos.map((photo) => [photo.id, photo]));
  const oldest = list.photos.at(-1)?.seq ?? 0;
  for (const photo of told) {
    const isKnown = byId.has(photo.id);
    // What is older than all that were loaded comes with its page.
    const isBeyond = !isKnown && list.cursor !== null && photo.seq < oldest;
    if (fits(photo, filter) && !isBeyond) byId.set(photo.id, photo);
    else byId.delete(photo.id);
  }
  return { ...list, photos: [...byId.values()].toSorted((a, b) => b.seq - a.seq) };
}

export function withoutPhotos(list: PhotoList, ids: ReadonlySet<string>): PhotoList {
  const photos = list.photos.filter(({ id }) => !ids.has(id));
  return photos.length === list.photos.length ? list : { ...list, photos };
}

/** The next page of the relay. */
export function withPage(
  list: PhotoList,
  page: { photos: readonly Photo[]; nextCursor: string | null },
): PhotoList {
  const known = new Set(list.photos.map(({ id }) => id));
  const added = page.photos.filter(({ id }) => !known.has(id));
  return { photos: [...list.photos, ...added], cursor: page.nextCursor };
}

/** What events say: photos as they are now, and ids of what guests do not see any more. */
export function readEvents(events: readonly FeedEvent[]): { told: Photo[]; gone: string[] } {
  const told = new Map<string, Photo>();
  const gone = new Set<string>();
  for (const event of events) {
    if ('photo' in event) {
      told.set(event.photo.id, event.photo);
      gone.delete(event.photo.id);
    } else if (event.type === 'photo_removed') {
      gone.add(event.photoId);
      told.delete(event.photoId);
    }
  }
  return { told: [...told.values()], gone: [...gone] };
}

/** Whether the relay would list the photo under this filter. */
export function fits(photo: Photo, filter: StudioFilter): boolean {
  const { tag, photographer, featured, state, text } = filter;
  if (photo.hidden === 'removed') return false;
  if (state !== undefined && (photo.hidden ?? 'shown') !== state) return false;
  if (tag !== undefined && photo.tags?.includes(tag) !== true) return false;
  if (photographer !== undefined && photo.photographer !== photographer) return false;
  if (featured !== undefined && (photo.featured ?? false) !== featured) return false;
  return text === undefined || says(photo, text);
}

function says({ caption = '', photographer = '', tags = [] }: Photo, text: string): boolean {
  const said = [caption, photographer, ...tags].map((one) => one.toLowerCase());
  const words = text.toLowerCase().split(/\s+/);
  return words.every((word) => said.some((one) => one.includes(word)));
}
