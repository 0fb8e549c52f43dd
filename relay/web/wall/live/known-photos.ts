import { assertNever } from '@picture-live/shared/errors';
import type { FeedEvent, Photo, PhotoPage, PublicSession } from '@picture-live/shared/protocol';
import { newerOf } from '../../gallery/photos/place.ts';

/** What a wall knows of its session. */
export interface KnownPhotos {
  readonly session: PublicSession;
  readonly photos: ReadonlyMap<string, Photo>;
  /** Where the relay goes on with older photos; null once there is nothing more to ask for. */
  readonly cursor: string | null;
  /**
   * What has happened to photos while a page of older ones is on its way, which may not know of
   * it; null: taken away. The whole is null while none is.
   */
  readonly meanwhile: ReadonlyMap<string, Photo | null> | null;
}

export type KnownFact =
  | { kind: 'event'; event: FeedEvent }
  | { kind: 'page_asked' }
  | { kind: 'page_arrived'; page: PhotoPage }
  | { kind: 'page_failed' };

/** A wall knows the newest ones: at eight seconds each it shows them for eleven hours. */
export const MAX_PHOTOS = 5_000;

export function openKnown(session: PublicSession, page: PhotoPage): KnownPhotos {
  const photos = new Map(page.photos.map((photo) => [photo.id, photo]));
  return { session, photos, cursor: page.nextCursor, meanwhile: null };
}

export function nextKnown(state: KnownPhotos, fact: KnownFact): KnownPhotos {
  switch (fact.kind) {
    case 'event':
      return onEvent(state, fact.event);
    case 'page_asked':
      return { ...state, meanwhile: new Map() };
    case 'page_arrived':
      return onPage(state, fact.page);
    case 'page_failed':
      return { ...state, meanwhile: null };
    default:
      return assertNever(fact);
  }
}

/** Whether an event brings a content that was not here before. */
export function isNews(state: KnownPhotos, event: FeedEvent): boolean {
  if (event.type !== 'new_photo' && event.type !== 'photo_status_updated') return false;
  const known = state.photos.get(event.photo.id);
  if (known === undefined) return event.type === 'new_photo';
  return event.photo.revision > known.revision;
}

function onEvent(state: KnownPhotos, event: FeedEvent): KnownPhotos {
  switch (event.type) {
    case 'new_photo':
      return note(state, event.photo.id, event.photo, true);
    case 'photo_status_updated':
      return note(state, event.photo.id, event.photo, state.photos.has(event.photo.id));
    case 'photo_removed':
      return note(state, event.photoId, null, true);
    case 'session_updated':
      return { ...state, session: event.session };
    // Photos do not change by what people write.
    case 'new_message':
    case 'message_updated':
    case 'message_removed':
      return state;
    default:
      return assertNever(event);
  }
}

/** Of an older photo that is not here yet only those want to know who wait for its page. */
function note(state: KnownPhotos, id: string, photo: Photo | null, isHere: boolean): KnownPhotos {
  const meanwhile =
    state.meanwhile === null ? null : new Map(state.meanwhile).set(id, isHere ? null : photo);
  if (!isHere) return { ...state, meanwhile };
  const photos = new Map(state.photos);
  if (photo === null) photos.delete(id);
  else photos.set(id, photo);
  return { ...state, photos: withoutOldest(photos), meanwhile };
}

/** Photos that are here already are as the feed has told them, which is later than the page. */
function onPage(state: KnownPhotos, { photos: older, nextCursor }: PhotoPage): KnownPhotos {
  const photos = new Map(state.photos);
  for (const one of older) {
    const told = state.meanwhile?.get(one.id);
    if (told !== null && !photos.has(one.id)) photos.set(one.id, newerOf(one, told ?? one));
  }
  const cursor = photos.size < MAX_PHOTOS ? nextCursor : null;
  return { ...state, photos, cursor, meanwhile: null };
}

function withoutOldest(photos: Map<string, Photo>): Map<string, Photo> {
  if (photos.size <= MAX_PHOTOS) return photos;
  let oldest: Photo | undefined;
  for (const photo of photos.values()) if (photo.seq < (oldest?.seq ?? Infinity)) oldest = photo;
  if (oldest !== undefined) photos.delete(oldest.id);
  return photos;
}
