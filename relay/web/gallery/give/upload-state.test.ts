import type { Photo, UploadOutcome } from '@picture-live/shared/protocol';
import { expect, test } from 'vitest';
import { isOver, nextItems, progressOf, refusalOf, type Item } from './upload-state.ts';

const rendition = { url: '', width: 1, height: 1, bytes: 1, type: 'image/jpeg' as const };
const photo: Photo = {
  id: 'photo',
  seq: 1,
  revision: 1,
  width: 1,
  height: 1,
  capturedAt: 0,
  publishedAt: 0,
  thumbhash: 'HBkSHYSIeHiPiHh8eJd4eTN0EEQG',
  renditions: { thumb: rendition, grid: rendition },
};

const done = (outcome: 'published' | 'held' | 'duplicate', hidden?: 'held'): UploadOutcome => ({
  name: 'a.jpg',
  ok: true,
  outcome,
  photo: hidden === undefined ? photo : { ...photo, hidden },
});
const refused = (code: string): UploadOutcome => ({
  name: 'a.jpg',
  ok: false,
  error: { code, message: '' },
});

test('a guest is told what became of each file', () => {
  expect(progressOf(done('held', 'held'))).toEqual({ state: 'held', photoId: 'photo' });
  expect(progressOf(done('published'))).toEqual({ state: 'published' });
  expect(progressOf(done('duplicate'))).toEqual({ state: 'duplicate' });
  expect(progressOf(refused('blob_too_large'))).toEqual({ state: 'refused', why: 'tooLarge' });
  expect(progressOf(refused('undecodable'))).toEqual({ state: 'refused', why: 'noPicture' });
  expect(progressOf(refused('virus_found'))).toEqual({ state: 'refused', why: 'refused' });
});

test('a file whose reply was lost in a dead spot waits for approval like any other', () => {
  expect(progressOf(done('duplicate', 'held'))).toEqual({ state: 'held', photoId: 'photo' });
});

test('what may pass by itself is tried again', () => {
  for (const code of ['relay_unreachable', 'storage_full', 'unavailable', 'rate_limited']) {
    expect(refusalOf(code)).toBeNull();
  }
  expect(progressOf(refused('storage_full'))).toBeNull();
  expect(refusalOf('forbidden')).toBe('closed');
});

test('a photo that was approved is said to be in the gallery', () => {
  const chosen = nextItems([], { kind: 'chosen', names: ['a.jpg', 'b.jpg'] });
  expect(chosen.map(({ id, name }) => [id, name])).toEqual([
    [0, 'a.jpg'],
    [1, 'b.jpg'],
  ]);
  const progress = { state: 'held', photoId: 'photo' } as const;
  const held = nextItems(chosen, { kind: 'progress', id: 1, progress });
  expect(held.map(isOver)).toEqual([false, true]);
  const nothing = nextItems(held, { kind: 'seen', isSeen: () => false });
  expect(nothing).toBe(held);
  const seen: readonly Item[] = nextItems(held, { kind: 'seen', isSeen: (id) => id === 'photo' });
  expect(seen.map((item) => item.progress.state)).toEqual(['waiting', 'published']);
});

test('more that are chosen later join at the end', () => {
  const first = nextItems([], { kind: 'chosen', names: ['a.jpg'] });
  expect(nextItems(first, { kind: 'chosen', names: ['b.jpg'] }).map(({ id }) => id)).toEqual([
    0, 1,
  ]);
});
