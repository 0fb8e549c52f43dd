import { assertNever } from '@picture-live/shared/errors';
import type { FeedEvent, Photo, PhotoPage, PublicSession } from '@picture-live/shared/protocol';
import { coverAfter } from './cover.ts';
import { inPlace, merged, newerOf } from './place.ts';
import { belongs, EVERYTHING, isNarrowed, orderOf, type View } from './view.ts';

/** All that a gallery page knows of its session. */
export interface GalleryState {
  readonly session: PublicSession;
  readonly view: View;
  /** The photo that welcomes, as long as it is to be seen. */
  readonly cover: Photo | null;
  /** On the page, in the order of the view: one stretch of its list without gaps. */
  readonly photos: readonly Photo[];
  /** Arrived while the guest was looking at others; in the order of the view. */
  readonly pending: readonly Photo[];
  /** Where the relay goes on behind the last one; null once that is the last of all. */
  readonly cursor: string | null;
  /** The same before the first one. */
  readonly previousCursor: string | null;
  readonly paging: 'idle' | 'loading' | 'failed';
  /** Photos of the view, loaded or not. */
  readonly count: number;
  /** How many of them are before the first one here. */
  readonly before: number;
  /** How many views have been opened: another number, another list. */
  readonly opened: number;
  /** Where the list was opened, if that was in its middle. */
  readonly openedAt: string | null;
  /** Another view that is on its way (or has failed to come). */
  readonly asked: { readonly view: View; readonly hasFailed: boolean } | null;
  /** What happened meanwhile: the answer may not know of it. */
  readonly missed: readonly FeedEvent[];
  /** Taken back while this page was open: an answer that was on its way must not return them. */
  readonly removed: ReadonlySet<string>;
  /** News of photos that are not here, while a page that may bring them is on its way. */
  readonly ahead: ReadonlyMap<string, Photo>;
}

/** What a view brings with it. */
export interface OpenedView {
  view: View;
  page: PhotoPage;
  /** Photos of the view. */
  count: number;
  /** Of them, how many are before the page. */
  before: number;
}

export type GalleryFact =
  /** `hold`: new photos wait in `pending`, because the guest is looking at something else. */
  | { kind: 'events'; events: readonly FeedEvent[]; hold: boolean }
  | { kind: 'pending_shown' }
  | { kind: 'page_asked' }
  /** `end`: which end of the list it belongs to. */
  | { kind: 'page_arrived'; page: PhotoPage; end?: 'before' | 'behind' }
  | { kind: 'page_failed' }
  | { kind: 'view_asked'; view: View }
  | ({ kind: 'view_opened' } & OpenedView)
  | { kind: 'view_failed' };

export function openGalleryState(
  session: PublicSession,
  page: PhotoPage,
  cover: Photo | null = null,
): GalleryState {
  return withCount({
    session,
    view: EVERYTHING,
    cover,
    photos: page.photos,
    pending: [],
    cursor: page.nextCursor,
    previousCursor: null,
    paging: 'idle',
    count: session.photoCount,
    before: 0,
    opened: 0,
    openedAt: null,
    asked: null,
    missed: [],
    removed: new Set(),
    ahead: new Map(),
  });
}

export function nextGalleryState(state: GalleryState, fact: GalleryFact): GalleryState {
  switch (fact.kind) {
    case 'events':
      return onEvents(state, fact.events, fact.hold);
    case 'pending_shown': {
      const photos = merged(state.pending, state.photos, orderOf(state.view));
      return { ...state, photos, pending: [] };
    }
    case 'page_asked':
      return { ...state, paging: 'loading', ahead: new Map() };
    case 'page_arrived':
      return withCount(onPage(state, fact.page, fact.end ?? 'behind'));
    case 'page_failed':
      return { ...state, paging: 'failed' };
    case 'view_asked':
      return { ...state, asked: { view: fact.view, hasFailed: false }, missed: [] };
    case 'view_opened':
      return onView(state, fact);
    case 'view_failed':
      return state.asked === null
        ? state
        : { ...state, asked: { ...state.asked, hasFailed: true }, missed: [] };
    default:
      return assertNever(fact);
  }
}

/** Whether an event brought content that was not on this page before. */
export function isNews(state: GalleryState, event: FeedEvent): boolean {
  if (event.type !== 'new_photo' && event.type !== 'photo_status_updated') return false;
  const known = findPhoto(state, event.photo.id);
  if (known !== undefined) return event.photo.revision > known.revision;
  return event.type === 'new_photo' && belongs(event.photo, state.view, false);
}

function onEvents(before: GalleryState, events: readonly FeedEvent[], hold: boolean): GalleryState {
  const state = events.reduce((one, event) => onEvent(one, event, hold), before);
  const isAsked = before.asked !== null && !before.asked.hasFailed;
  return withCount(isAsked ? { ...state, missed: [...before.missed, ...events] } : state);
}

function onEvent(before: GalleryState, event: FeedEvent, hold: boolean): GalleryState {
  const state = { ...before, cover: coverAfter(before, event, (id) => findPhoto(before, id)) };
  switch (event.type) {
    case 'new_photo':
      return onNewPhoto(state, event.photo, hold);
    case 'photo_status_updated':
      return onUpdate(state, event.photo, hold);
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
  if (state.removed.has(photo.id)) return onReturn(state, photo);
  if (findPhoto(state, photo.id) !== undefined) return onUpdate(state, photo, hold);
  return belongs(photo, state.view, false) ? add(state, photo, hold) : state;
}

/** Adds one that the list did not have, where it is among what is loaded. */
function add(state: GalleryState, photo: Photo, hold: boolean): GalleryState {
  const counted = { ...state, count: state.count + 1 };
  const place = placeOf(state, photo);
  if (place === 'before') return { ...counted, before: state.before + 1 };
  if (place === 'behind') return counted;
  const isBefore = orderOf(state.view);
  // Once some wait, all wait: the order stays right.
  return hold || state.pending.length > 0
    ? { ...counted, pending: inPlace(state.pending, photo, isBefore) }
    : { ...counted, photos: inPlace(state.photos, photo, isBefore) };
}

/** Events come once and in order: this one is later than the one that took the photo back. */
function onReturn(state: GalleryState, photo: Photo): GalleryState {
  const removed = new Set(state.removed);
  removed.delete(photo.id);
  const back = { ...state, removed };
  const { pending, photos, view } = state;
  if (!belongs(photo, view, false)) return back;
  const isBefore = orderOf(view);
  const [first] = photos;
  const waits = pending.length > 0 && (first === undefined || isBefore(photo, first));
  if (waits) return { ...back, count: state.count + 1, pending: inPlace(pending, photo, isBefore) };
  // It stood among the others before: it does not wait with those that are new.
  return { ...add({ ...back, pending: [] }, photo, false), pending };
}

/** Whether a photo is among those that are here, or beyond them. */
function placeOf(state: GalleryState, photo: Photo): 'here' | 'before' | 'behind' {
  const isBefore = orderOf(state.view);
  const [first] = state.photos;
  const last = state.photos.at(-1);
  if (state.previousCursor !== null && (first === undefined || isBefore(photo, first))) {
    return 'before';
  }
  const isBehind = last === undefined || isBefore(last, photo);
  return state.cursor !== null && isBehind ? 'behind' : 'here';
}

function onUpdate(state: GalleryState, photo: Photo, hold: boolean): GalleryState {
  if (state.removed.has(photo.id)) return state;
  const known = findPhoto(state, photo.id);
  if (known === undefined) return onUnknown(state, photo, hold);
  if (!belongs(photo, state.view, true)) return without(state, photo.id);
  const replace = (one: Photo) => (one.id === photo.id ? newerOf(one, photo) : one);
  const now = { ...state, photos: state.photos.map(replace), pending: state.pending.map(replace) };
  return photo.capturedAt === known.capturedAt ? now : moved(now, newerOf(known, photo));
}

/** One that is further away, or that what was said of it has only now brought into the view. */
function onUnknown(state: GalleryState, photo: Photo, hold: boolean): GalleryState {
  const isNew = isNarrowed(state.view) && belongs(photo, state.view, false);
  if (isNew && placeOf(state, photo) === 'here') return add(state, photo, hold);
  if (state.paging !== 'loading') return state;
  return { ...state, ahead: new Map(state.ahead).set(photo.id, photo) };
}

/** A replaced photo may say another time of capture. */
function moved(state: GalleryState, photo: Photo): GalleryState {
  if (state.view.order !== 'captured') return state;
  return add(without(state, photo.id), photo, false);
}

function onRemoval(state: GalleryState, photoId: string): GalleryState {
  if (state.removed.has(photoId)) return state;
  const removed = new Set(state.removed).add(photoId);
  const isHere = findPhoto(state, photoId) !== undefined;
  if (isHere) return { ...without(state, photoId), removed };
  // One that is not here is taken for one further away, where all are shown: `withCount` puts a
  // wrong guess right in time. What a narrower view has of it, nobody knows.
  return { ...state, removed, count: isNarrowed(state.view) ? state.count : state.count - 1 };
}

function without(state: GalleryState, photoId: string): GalleryState {
  const others = (photo: Photo) => photo.id !== photoId;
  return {
    ...state,
    count: state.count - 1,
    photos: state.photos.filter(others),
    pending: state.pending.filter(others),
  };
}

function onPage(state: GalleryState, page: PhotoPage, end: 'before' | 'behind'): GalleryState {
  const here = new Set([...state.photos, ...state.pending].map(({ id }) => id));
  const fresh = page.photos
    .filter(({ id }) => !state.removed.has(id) && !here.has(id))
    .map((photo) => newerOf(photo, state.ahead.get(photo.id) ?? photo));
  const isBefore = end === 'before';
  return {
    ...state,
    photos: isBefore ? [...fresh, ...state.photos] : [...state.photos, ...fresh],
    ...(isBefore
      ? { previousCursor: page.previousCursor ?? null, before: state.before - fresh.length }
      : { cursor: page.nextCursor }),
    paging: 'idle',
    ahead: new Map(),
  };
}

function onView(state: GalleryState, { view, page, count, before }: OpenedView): GalleryState {
  const photos = page.photos.filter(({ id }) => !state.removed.has(id));
  const previousCursor = before > 0 ? (page.previousCursor ?? null) : null;
  const opened: GalleryState = {
    ...state,
    view,
    photos,
    pending: [],
    cursor: page.nextCursor,
    previousCursor,
    paging: 'idle',
    count,
    before,
    opened: state.opened + 1,
    openedAt: previousCursor === null ? null : (photos[0]?.id ?? null),
    asked: null,
    missed: [],
    ahead: new Map(),
  };
  return onEvents(opened, state.missed.filter(isStillToCome(opened)), false);
}

/** What was removed meanwhile was left out already, and is not to be counted away once more. */
function isStillToCome({ removed }: GalleryState): (event: FeedEvent) => boolean {
  return (event) => !('photoId' in event) || !removed.has(event.photoId);
}

/** The counts are never less than what is here, and exactly that once all is here. */
function withCount(state: GalleryState): GalleryState {
  const here = state.photos.length + state.pending.length;
  const before = state.previousCursor === null ? 0 : Math.max(1, state.before);
  const behind = state.cursor === null ? 0 : 1;
  const isWhole = before + behind === 0;
  const count = isWhole ? here : Math.max(before + here + behind, state.count);
  return { ...state, before, count };
}

export function findPhoto(state: GalleryState, id: string): Photo | undefined {
  const isIt = (photo: Photo) => photo.id === id;
  return state.pending.find(isIt) ?? state.photos.find(isIt);
}
