import type { Photo } from '@picture-live/shared/protocol';
import { expect, test } from 'vitest';
import {
  isLiked,
  likesOf,
  nextLikes,
  nextWish,
  openLikes,
  type LikeFact,
  type LikeState,
} from './like-state.ts';

const EMPTY = openLikes({ liked: [], wishes: [] });
const after = (state: LikeState, ...facts: LikeFact[]): LikeState => facts.reduce(nextLikes, state);
const toggle = (photoId: string): LikeFact => ({ kind: 'toggled', photoId });

const rendition = { url: '/x.jpg', width: 1, height: 1, bytes: 1, type: 'image/jpeg' as const };
const photo: Photo = {
  id: 'a',
  seq: 1,
  revision: 1,
  width: 3,
  height: 2,
  capturedAt: 1,
  publishedAt: 1,
  thumbhash: 'AAAA',
  renditions: { thumb: rendition, grid: rendition },
  likes: 4,
};

/** Tells the relay the next wish, as far as sending it. */
function send(state: LikeState): LikeState {
  const wish = nextWish(state);
  if (wish === null) throw new Error('There is nothing to send.');
  return after(state, { kind: 'sending', wish });
}

const answer = (liked: boolean, likes: number): LikeFact => ({
  kind: 'answered',
  photoId: 'a',
  reply: { liked, likes },
  photo,
});

test('a like is seen at once, with the count, and told to the relay once', () => {
  const liked = after(EMPTY, toggle('a'));
  expect([isLiked(liked, 'a'), likesOf(liked, photo)]).toEqual([true, 5]);
  expect(nextWish(liked)).toEqual({ photoId: 'a', liked: true });
  expect(nextWish(send(liked))).toBeNull();
  const told = after(send(liked), answer(true, 7));
  expect([isLiked(told, 'a'), likesOf(told, photo), nextWish(told)]).toEqual([true, 7, null]);
});

test('a like that was taken back before the relay heard of it is not told at all', () => {
  const state = after(EMPTY, toggle('a'), toggle('a'));
  expect([isLiked(state, 'a'), nextWish(state)]).toEqual([false, null]);
});

test('a like that may have arrived is taken back at the relay, too', () => {
  const lost = after(send(after(EMPTY, toggle('a'))), {
    kind: 'failed',
    photoId: 'a',
    isFinal: false,
  });
  expect(nextWish(lost)).toEqual({ photoId: 'a', liked: true });
  const back = after(lost, toggle('a'));
  expect([isLiked(back, 'a'), nextWish(back)]).toEqual([false, { photoId: 'a', liked: false }]);
});

test('another tap while the first is on its way is told afterwards', () => {
  const state = after(send(after(EMPTY, toggle('a'))), toggle('a'), answer(true, 5));
  expect([isLiked(state, 'a'), likesOf(state, photo)]).toEqual([false, 4]);
  expect(nextWish(state)).toEqual({ photoId: 'a', liked: false });
});

test('what the relay refuses for good is forgotten, and the next is told', () => {
  const state = send(after(EMPTY, toggle('a'), toggle('b')));
  const refused = after(state, { kind: 'failed', photoId: 'a', isFinal: true });
  expect([isLiked(refused, 'a'), nextWish(refused)]).toEqual([
    false,
    { photoId: 'b', liked: true },
  ]);
});

test('wishes outlive the page, and are told again whatever came of them', () => {
  const kept = openLikes({ liked: ['c'], wishes: [['a', true]] });
  expect([isLiked(kept, 'a'), isLiked(kept, 'c')]).toEqual([true, true]);
  const back = after(kept, toggle('a'));
  expect(nextWish(back)).toEqual({ photoId: 'a', liked: false });
});

test('a newer version of the photo brings the newer count', () => {
  const told = after(send(after(EMPTY, toggle('a'))), answer(true, 7));
  expect(likesOf(told, { ...photo, likes: 9 })).toBe(9);
});

test('one’s own like is counted, however old the page is', () => {
  const { likes: _none, ...older } = photo;
  expect(likesOf(openLikes({ liked: ['a'], wishes: [] }), older)).toBe(1);
});

test('a photo that is gone is liked no more', () => {
  const state = after(EMPTY, toggle('a'), { kind: 'removed', photoId: 'a' });
  expect([isLiked(state, 'a'), nextWish(state)]).toEqual([false, null]);
});

test('a thousand likes in a dead spot do not grow without end', () => {
  const facts = Array.from({ length: 1_000 }, (_, n) => toggle(`photo ${n}`));
  const state = after(EMPTY, ...facts);
  expect(state.wishes.size).toBe(500);
  expect(isLiked(state, 'photo 999')).toBe(true);
});
