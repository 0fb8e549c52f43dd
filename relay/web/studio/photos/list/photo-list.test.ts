import type { FeedEvent } from '@picture-live/shared/protocol';
import { expect, test } from 'vitest';
import { photoAt } from '../testing/photo.ts';
import {
  fits,
  readEvents,
  withoutPhotos,
  withPage,
  withPhotos,
  type PhotoList,
} from './photo-list.ts';

const list: PhotoList = { photos: [photoAt(9), photoAt(6), photoAt(5)], cursor: 'older' };
const idsOf = ({ photos }: PhotoList): string[] => photos.map(({ id }) => id);

test('new photos stand where they belong, changed ones where they were', () => {
  const told = [photoAt(10), photoAt(7), photoAt(6, { caption: 'Cake' })];
  const next = withPhotos(list, told, {});
  expect(idsOf(next)).toEqual(['p10', 'p9', 'p7', 'p6', 'p5']);
  expect(next.photos[3]?.caption).toBe('Cake');
});

test('what is older than all that was loaded comes with its page, once', () => {
  expect(idsOf(withPhotos(list, [photoAt(2)], {}))).toEqual(['p9', 'p6', 'p5']);
  const page = { photos: [photoAt(5), photoAt(2)], nextCursor: null };
  const whole = withPage(list, page);
  expect([idsOf(whole), whole.cursor]).toEqual([['p9', 'p6', 'p5', 'p2'], null]);
  expect(idsOf(withPhotos(whole, [photoAt(1)], {}))).toHaveLength(5);
});

test('what does not fit the filter any more leaves, and what fits comes in', () => {
  const hidden = { state: 'hidden' } as const;
  const told = [photoAt(9, { hidden: 'hidden' }), photoAt(6), photoAt(8, { hidden: 'hidden' })];
  expect(idsOf(withPhotos({ ...list, cursor: null }, told, hidden))).toEqual(['p9', 'p8', 'p5']);
  expect(idsOf(withPhotos(list, [photoAt(6, { hidden: 'removed' })], {}))).toEqual(['p9', 'p5']);
  expect(withoutPhotos(list, new Set(['p1']))).toBe(list);
});

test('a photo is found by every word of its caption, tags and photographer', () => {
  const photo = photoAt(1, { caption: 'The CAKE', tags: ['Party'], photographer: 'Anna' });
  expect(fits(photo, { text: 'cake part' })).toBe(true);
  expect(fits(photo, { text: 'anna dance' })).toBe(false);
  expect(fits(photo, { tag: 'Party', photographer: 'Anna', featured: false })).toBe(true);
  expect(fits(photo, { featured: true })).toBe(false);
});

test('of many events about one photo the last one holds', () => {
  const told = (seq: number): FeedEvent => ({ type: 'new_photo', seq, at: 1, photo: photoAt(1) });
  const gone = (seq: number): FeedEvent => ({ type: 'photo_removed', seq, at: 1, photoId: 'p1' });
  expect(readEvents([told(1), gone(2)])).toEqual({ told: [], gone: ['p1'] });
  expect(readEvents([gone(2), told(3)])).toEqual({ told: [photoAt(1)], gone: [] });
});
