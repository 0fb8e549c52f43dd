import { assertNever } from '@picture-live/shared/errors';
import type { FeedEvent, Photo, PhotoPage, PublicSession } from '@picture-live/shared/protocol';

/** All that a gallery page knows of its session. */
export interface GalleryState {
  readonly session: PublicSession;
  /** On the page, newest first. */
  readonly photos: readonly Photo[];
  /** Arrived while the guest was looking at others; newest first. */
  readonly pending: readonly Photo[];
  /** Where the relay goes on with older photos; null once all are here. */
  readonly cursor: string | null;
  readonly paging: 'idle' | 'loading' | 'failed';
  /** Photos of the session, loaded or not. */
  readonly count: number;
  /** Taken back while this page was open: an answer that was on its way must not return them. */
  readonly removed: ReadonlySet<string>;
  /** News of photos that are not here, while a page that may bring them is on its way. */
  readonly ahead: ReadonlyMap<string, Photo>;
}

export type GalleryFact =
  /** `hold`: new photos wait in `pending`, because the guest is looking at something else. */
  | { kind: 'events'; events: readonly FeedEvent[]; hold: boolean }
  | { kind: 'pending_shown' }
  | { kind: 'page_asked' }
  | { kind: 'page_arrived'; page: PhotoPage }
  | { kind: 'page_failed' };

export function openGalleryState(session: PublicSession, page: PhotoPage): GalleryState {
  return withCount({
    session,
    photos: page.photos,
    pending: [],
    cursor: page.nextCursor,
    paging: 'idle',
    count: session.photoCount,
    removed: new Set(),
    ahead: new Map(),
  });
}

export function nextGalleryState(state: GalleryState, fact: GalleryFact): GalleryState {
  switch (fact.kind) {
    case 'events':
      return withCount(
        fact.events.reduce((before, event) => onEvent(before, event, fact.hold), state),
      );
    case 'pending_shown':
      return { ...state, photos: [...state.pending, ...state.photos], pending: [] };
    case 'page_asked':
      return { ...state, paging: 'loading', ahead: new Map() };
    case 'page_arrived':
      return withCount(onPage(state, fact.page));
    case 'page_failed':
      return { ...state, paging: 'failed' };
    default:
      return assertNever(fact);
  }
}

/** Whether an event brought content that was not on this page before. */
export function isNews(state: GalleryState, event: FeedEvent): boolean {
  if (event.type !== 'new_photo' && event.type !== 'photo_status_updated') return false;
  const known = findPhoto(state, event.photo.id);
  if (known === undefined) return event.type === 'new_photo';
  return event.photo.revision > known.revision;
}

function onEvent(state: GalleryState, event: FeedEvent, hold: boolean): GalleryState {
  switch (event.type) {
    case 'new_photo':
      return onNewPhoto(state, event.photo, hold);
    case 'photo_status_updated':
      return onUpdate(state, event.photo);
    case 'photo_removed':
      return onRemoval(state, event.photoId);
    case 'session_updated':
      return { ...state, session: event.session };
    // The gallery shows none: they change nothing here.
    case 'new_message':
    case 'message_updated':
    case 'message_removed':
      return state;
    default:
      return assertNever(event);
  }
}

function onNewPhoto(state: GalleryState, photo: Photo, hold: boolean): GalleryState {
  if (state.removed.has(photo.id)) return state;
  if (findPhoto(state, photo.id) !== undefined) return onUpdate(state, photo);
  const count = state.count + 1;
  // Once some wait, all wait: the order stays right.
  return hold || state.pending.length > 0
    ? { ...state, count, pending: [photo, ...state.pending] }
    : { ...state, count, photos: [photo, ...state.photos] };
}

function onUpdate(state: GalleryState, photo: Photo): GalleryState {
  if (state.removed.has(photo.id)) return state;
  if (findPhoto(state, photo.id) === undefined) {
    if (state.paging !== 'loading') return state;
    return { ...state, ahead: new Map(state.ahead).set(photo.id, photo) };
  }
  const replace = (known: Photo) => (known.id === photo.id ? newerOf(known, photo) : known);
  return { ...state, photos: state.photos.map(replace), pending: state.pending.map(replace) };
}

function onRemoval(state: GalleryState, photoId: string): GalleryState {
  if (state.removed.has(photoId)) return state;
  const removed = new Set(state.removed).add(photoId);
  const others = (photo: Photo) => photo.id !== photoId;
  // One that is not here is taken for an older one: `withCount` puts a wrong guess right in time.
  return {
    ...state,
    removed,
    count: state.count - 1,
    photos: state.photos.filter(others),
    pending: state.pending.filter(others),
  };
}

function onPage(state: GalleryState, page: PhotoPage): GalleryState {
  const here = new Set([...state.photos, ...state.pending].map(({ id }) => id));
  const fresh = page.photos
    .filter(({ id }) => !state.removed.has(id) && !here.has(id))
    .map((photo) => newerOf(photo, state.ahead.get(photo.id) ?? photo));
  return {
    ...state,
    photos: [...state.photos, ...fresh],
    cursor: page.nextCursor,
    paging: 'idle',
    ahead: new Map(),
  };
}

/** The count is never less than what is here, and exactly that once all is here. */
function withCount(state: GalleryState): GalleryState {
  const here = state.photos.length + state.pending.length;
  const count = state.cursor === null ? here : Math.max(here + 1, state.count);
  return { ...state, count };
}

export function findPhoto(state: GalleryState, id: string): Photo | undefined {
  const isIt = (photo: Photo) => photo.id === id;
  return state.pending.find(isIt) ?? state.photos.find(isIt);
}

/** Answers overtake each other: never back to an older content, or from complete to incomplete. */
function newerOf(known: Photo, told: Photo): Photo {
  if (told.revision !== known.revision) return told.revision > known.revision ? told : known;
  return told.renditions.full === undefined && known.renditions.full !== undefined ? known : told;
}
