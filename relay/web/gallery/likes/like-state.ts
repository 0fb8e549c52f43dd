import { assertNever } from '@picture-live/shared/errors';
import type { Likes, Photo } from '@picture-live/shared/protocol';

/** What this guest likes, and what of that the relay has still to be told. */
export interface LikeState {
  /** As the relay has it, by its last word on each photo. */
  readonly liked: ReadonlySet<string>;
  /** What the guest wants of photos, the oldest wish first; the last word on each holds. */
  readonly wishes: ReadonlyMap<string, boolean>;
  /** The relay was told and may have heard, but its reply did not come: what it has is not known. */
  readonly unsure: ReadonlySet<string>;
  readonly sending: Wish | null;
  /** How many like a photo, by the reply to a wish; good until another version of the photo comes. */
  readonly counts: ReadonlyMap<string, { photo: Photo | undefined; likes: number }>;
}

export interface Wish {
  photoId: string;
  liked: boolean;
}

export type LikeFact =
  | { kind: 'toggled'; photoId: string }
  | { kind: 'sending'; wish: Wish }
  | { kind: 'answered'; photoId: string; reply: Likes; photo: Photo | undefined }
  /** `isFinal`: the relay says no, and will say so again. */
  | { kind: 'failed'; photoId: string; isFinal: boolean }
  /** All that the relay knows of this guest. */
  | { kind: 'told'; liked: readonly string[] }
  | { kind: 'removed'; photoId: string };

/** What survives a reload. */
export interface KeptLikes {
  liked: string[];
  wishes: [photoId: string, liked: boolean][];
}

/** Older wishes give way; nobody likes so many photos in one dead spot. */
const MAX_WISHES = 500;

/** What is not told yet may have been sent before the page was closed. */
export function openLikes({ liked, wishes }: KeptLikes): LikeState {
  return {
    liked: new Set(liked),
    wishes: new Map(wishes),
    unsure: new Set(wishes.map(([photoId]) => photoId)),
    sending: null,
    counts: new Map(),
  };
}

export function nextLikes(state: LikeState, fact: LikeFact): LikeState {
  switch (fact.kind) {
    case 'toggled':
      return wish(state, fact.photoId, !isLiked(state, fact.photoId));
    case 'sending':
      return { ...state, sending: fact.wish };
    case 'answered':
      return onAnswer(state, fact);
    case 'failed':
      return onFailure(state, fact);
    case 'told':
      return { ...state, liked: new Set(fact.liked) };
    case 'removed':
      return withoutWish({ ...state, liked: without(state.liked, fact.photoId) }, fact.photoId);
    default:
      return assertNever(fact);
  }
}

/** As the guest wants it, whether the relay knows it yet or not. */
export function isLiked({ wishes, liked }: LikeState, photoId: string): boolean {
  return wishes.get(photoId) ?? liked.has(photoId);
}

/** How many like the photo, this guest's own wish included. */
export function likesOf(state: LikeState, photo: Photo): number {
  const told = state.counts.get(photo.id);
  const known = told?.photo === photo ? told.likes : (photo.likes ?? 0);
  const wanted = isLiked(state, photo.id);
  const own = wanted ? 1 : 0;
  // The page may be older than the like: one's own is always among them.
  return Math.max(own, wanted === state.liked.has(photo.id) ? known : known + (wanted ? 1 : -1));
}

/** What the relay is told next; null while it is being told, and when it knows everything. */
export function nextWish({ wishes, sending }: LikeState): Wish | null {
  if (sending !== null) return null;
  const [first] = wishes;
  return first === undefined ? null : { photoId: first[0], liked: first[1] };
}

function wish(state: LikeState, photoId: string, liked: boolean): LikeState {
  const others = new Map(state.wishes);
  others.delete(photoId);
  const isUnderWay = state.sending?.photoId === photoId || state.unsure.has(photoId);
  // Taken back before the relay heard of it: there is nothing to tell.
  if (liked === state.liked.has(photoId) && !isUnderWay) return { ...state, wishes: others };
  const [oldest] = others.keys();
  if (others.size >= MAX_WISHES && oldest !== undefined) others.delete(oldest);
  return { ...state, wishes: others.set(photoId, liked) };
}

function onAnswer(
  state: LikeState,
  { photoId, reply, photo }: Extract<LikeFact, { kind: 'answered' }>,
): LikeState {
  const liked = reply.liked ? new Set(state.liked).add(photoId) : without(state.liked, photoId);
  const counts = new Map(state.counts).set(photoId, { photo, likes: reply.likes });
  const unsure = without(state.unsure, photoId);
  const now = { ...state, liked, counts, unsure, sending: null };
  return state.wishes.get(photoId) === reply.liked ? withoutWish(now, photoId) : now;
}

function onFailure(
  state: LikeState,
  { photoId, isFinal }: Extract<LikeFact, { kind: 'failed' }>,
): LikeState {
  const idle = { ...state, sending: null };
  if (isFinal) return withoutWish(idle, photoId);
  return { ...idle, unsure: new Set(state.unsure).add(photoId) };
}

function withoutWish(state: LikeState, photoId: string): LikeState {
  const wishes = new Map(state.wishes);
  wishes.delete(photoId);
  return { ...state, wishes, unsure: without(state.unsure, photoId) };
}

function without<T>(all: ReadonlySet<T>, one: T): ReadonlySet<T> {
  if (!all.has(one)) return all;
  const rest = new Set(all);
  rest.delete(one);
  return rest;
}
