import type { FeedEvent, Photo, PhotoPage, PublicSession } from '@picture-live/shared/protocol';
import { expect, test } from 'vitest';
import { photoOf } from '../testing/photos.ts';
import {
  isNews,
  MAX_PHOTOS,
  nextKnown,
  openKnown,
  type KnownFact,
  type KnownPhotos,
} from './known-photos.ts';

const session: PublicSession = {
  id: 's',
  slug: 's',
  title: 'Anna & Li',
  createdAt: 0,
  lastSeq: 9,
  era: '',
  photoCount: 9,
};
const page = (seqs: number[], nextCursor: string | null = null): PhotoPage => ({
  photos: seqs.map((seq) => photoOf(seq)),
  nextCursor,
});
const run = (state: KnownPhotos, ...facts: KnownFact[]): KnownPhotos =>
  facts.reduce(nextKnown, state);
const event = (one: FeedEvent): KnownFact => ({ kind: 'event', event: one });
const added = (photo: Photo): FeedEvent => ({ type: 'new_photo', seq: photo.seq, at: 0, photo });
const updated = (photo: Photo): FeedEvent => ({
  type: 'photo_status_updated',
  seq: 100,
  at: 0,
  photo,
});
const removed = (seq: number): FeedEvent => ({
  type: 'photo_removed',
  seq: 100,
  at: 0,
  photoId: `photo-${seq}`,
});
const seqs = ({ photos }: KnownPhotos): number[] => [...photos.values()].map(({ seq }) => seq);

test('photos come, change and go as the feed says', () => {
  const state = run(
    openKnown(session, page([9, 8])),
    event(added(photoOf(10))),
    event(updated(photoOf(9, { revision: 2 }))),
    event(removed(8)),
    event(updated(photoOf(3))),
  );
  expect(seqs(state)).toEqual([9, 10]);
  expect(state.photos.get('photo-9')?.revision).toBe(2);
});

test('older photos join page by page', () => {
  const first = openKnown(session, page([9], 'older'));
  const more = run(first, { kind: 'page_asked' }, { kind: 'page_arrived', page: page([8, 7]) });
  expect([seqs(more), more.cursor]).toEqual([[9, 8, 7], null]);
  const failed = run(first, { kind: 'page_asked' }, { kind: 'page_failed' });
  expect([seqs(failed), failed.cursor]).toEqual([[9], 'older']);
});

test('what happened to a photo while its page was on the way is not undone by the page', () => {
  const state = run(
    openKnown(session, page([9], 'older')),
    { kind: 'page_asked' },
    event(removed(8)),
    event(updated(photoOf(7, { revision: 2 }))),
    event(added(photoOf(6, { caption: 'restored' }))),
    { kind: 'page_arrived', page: page([8, 7, 6, 5]) },
  );
  expect(new Set(seqs(state))).toEqual(new Set([5, 6, 7, 9]));
  expect(state.photos.get('photo-7')?.revision).toBe(2);
  expect(state.photos.get('photo-6')?.caption).toBe('restored');
});

test('a page that knows more than the feed has told so far is not set back', () => {
  const state = run(
    openKnown(session, page([9], 'older')),
    { kind: 'page_asked' },
    event(updated(photoOf(8, { revision: 2 }))),
    { kind: 'page_arrived', page: { ...page([]), photos: [photoOf(8, { revision: 3 })] } },
  );
  expect(state.photos.get('photo-8')?.revision).toBe(3);
});

test('taken back and restored while a page is on the way, a photo is here', () => {
  const state = run(
    openKnown(session, page([9], 'older')),
    { kind: 'page_asked' },
    event(removed(8)),
    event(added(photoOf(8))),
    { kind: 'page_arrived', page: page([8]) },
  );
  expect(seqs(state)).toEqual([9, 8]);
});

test('after days it knows no more than the newest', () => {
  const many = Array.from({ length: MAX_PHOTOS }, (_, index) => index + 1);
  const state = run(openKnown(session, page(many, 'older')), event(added(photoOf(MAX_PHOTOS + 1))));
  expect([state.photos.size, state.photos.has('photo-1')]).toEqual([MAX_PHOTOS, false]);
  const full = run(state, { kind: 'page_asked' }, { kind: 'page_arrived', page: page([], 'more') });
  expect(full.cursor).toBeNull();
});

test('only content that was not here before is news', () => {
  const state = openKnown(session, page([3, 2]));
  expect(isNews(state, added(photoOf(4)))).toBe(true);
  expect(isNews(state, updated(photoOf(2, { revision: 2 })))).toBe(true);
  expect(isNews(state, updated(photoOf(2)))).toBe(false);
  expect(isNews(state, updated(photoOf(77, { revision: 2 })))).toBe(false);
  expect(isNews(state, removed(2))).toBe(false);
});
