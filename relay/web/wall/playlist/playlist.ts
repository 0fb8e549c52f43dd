import { assertNever } from '@picture-live/shared/errors';
import type { Photo } from '@picture-live/shared/protocol';
import { order } from './order.ts';

/** What a wall will show, and what it has shown. */
export interface Playlist {
  /** All that may be shown, by id. */
  readonly photos: ReadonlyMap<string, Photo>;
  /** Arrived while the wall was open and not shown yet, the newest first: they come next. */
  readonly fresh: readonly string[];
  /** What is left of the present round. */
  readonly round: readonly string[];
  /** The round after it; drawn when the present one nears its end, null before. */
  readonly nextRound: readonly string[] | null;
  /** Each once, the last one shown first. */
  readonly shown: readonly string[];
}

export type PlaylistFact =
  /** All that may be shown from now on; `isFresh` is asked about those that were not there before. */
  | { kind: 'photos'; photos: ReadonlyMap<string, Photo>; isFresh: (photo: Photo) => boolean }
  | { kind: 'shown'; photoId: string }
  /** Its content has changed under the eyes of the guests: it comes next once more. */
  | { kind: 'again'; photoId: string };

/** In a burst the newest are shown at once; what is more than this leads the round instead. */
export const MAX_FRESH = 12;
/** So many of a round stay as they are when photos come in: they may be loaded already. */
const FIXED = 4;

export const EMPTY_PLAYLIST: Playlist = {
  photos: new Map(),
  fresh: [],
  round: [],
  nextRound: null,
  shown: [],
};

/** @param random of [0, 1). */
export function nextPlaylist(
  state: Playlist,
  fact: PlaylistFact,
  random: () => number = Math.random,
): Playlist {
  switch (fact.kind) {
    case 'photos':
      return drawAhead(onPhotos(state, fact.photos, fact.isFresh, random), random);
    case 'shown':
      return drawAhead(onShown(state, fact.photoId), random);
    case 'again': {
      const { photoId } = fact;
      if (!state.photos.has(photoId)) return state;
      return { ...state, fresh: [photoId, ...without(state.fresh, photoId)] };
    }
    default:
      return assertNever(fact);
  }
}

/** The next photos to show, each once. */
export function upcoming(
  { photos, fresh, round, nextRound }: Playlist,
  count: number,
): readonly Photo[] {
  const next = new Set<string>();
  for (const ids of [fresh, round, nextRound ?? []]) {
    for (const id of ids) {
      if (next.size === count) break;
      next.add(id);
    }
  }
  return [...next].flatMap((id) => photos.get(id) ?? []);
}

function onPhotos(
  state: Playlist,
  photos: ReadonlyMap<string, Photo>,
  isFresh: (photo: Photo) => boolean,
  random: () => number,
): Playlist {
  const isThere = (id: string): boolean => photos.has(id);
  const added = [...photos.values()].filter(({ id }) => !state.photos.has(id));
  const arrived = added.filter(isFresh);
  // Not toSorted: the browsers of old mini-PCs do not have it.
  arrived.sort((a, b) => b.seq - a.seq);
  const old = added.filter((photo) => !isFresh(photo));
  const fresh = [...arrived.map(({ id }) => id), ...state.fresh.filter(isThere)];
  const round = featuredFirst(state, photos, state.round.filter(isThere));
  return {
    photos,
    fresh: fresh.slice(0, MAX_FRESH),
    round: [
      ...fresh.slice(MAX_FRESH),
      ...mixIn(round, old, { photos, shown: state.shown, random }),
    ],
    // Drawn anew with those that have come.
    nextRound: added.length > 0 ? null : (state.nextRound?.filter(isThere) ?? null),
    shown: state.shown.filter(isThere),
  };
}

/** Who was featured a moment ago, and is still to come in this round, leads it. */
function featuredFirst(
  before: Playlist,
  photos: ReadonlyMap<string, Photo>,
  round: readonly string[],
): readonly string[] {
  const isNew = (id: string): boolean =>
    photos.get(id)?.featured === true && before.photos.get(id)?.featured !== true;
  if (!round.some(isNew)) return round;
  return [...round.filter(isNew), ...round.filter((id) => !isNew(id))];
}

/** Photos that were in the session before the wall knew of them take part in the present round. */
function mixIn(
  round: readonly string[],
  added: readonly Photo[],
  {
    photos,
    shown,
    random,
  }: { photos: ReadonlyMap<string, Photo>; shown: readonly string[]; random: () => number },
): readonly string[] {
  if (added.length === 0) return round;
  const rest = round.slice(FIXED).flatMap((id) => photos.get(id) ?? []);
  return [...round.slice(0, FIXED), ...order([...rest, ...added], shown, random)];
}

function onShown(state: Playlist, photoId: string): Playlist {
  const isOfRound = state.fresh.includes(photoId) || state.round.includes(photoId);
  const { nextRound } = state;
  return {
    ...state,
    fresh: without(state.fresh, photoId),
    round: without(state.round, photoId),
    // Without a network the next round has to help out.
    nextRound: isOfRound || nextRound === null ? nextRound : without(nextRound, photoId),
    shown: state.photos.has(photoId)
      ? [photoId, ...without(state.shown, photoId)]
      : without(state.shown, photoId),
  };
}

/** Never at the end of what is known: the next round is drawn before the present one is over. */
function drawAhead(state: Playlist, random: () => number): Playlist {
  const draw = (lately: readonly string[]): string[] =>
    order([...state.photos.values()], lately, random);
  const round = state.round.length > 0 ? state.round : (state.nextRound ?? draw(state.shown));
  const nextRound = state.round.length > 0 ? state.nextRound : null;
  if (round.length > FIXED || nextRound !== null) return { ...state, round, nextRound };
  // What is left of this round is shown by then, its last one last.
  const rest = round.reduceRight<string[]>((before, id) => [...before, id], []);
  const lately = [...rest, ...state.shown.filter((id) => !round.includes(id))];
  return { ...state, round, nextRound: draw(lately) };
}

function without(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : ids;
}
