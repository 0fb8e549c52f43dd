import { expect, test } from 'vitest';
import { photoOf } from '../testing/photos.ts';
import { pickForWall, widthIn } from './rendition.ts';

const HD = { width: 1920, height: 1080 };

test('a projector gets the smallest rendition that looks sharp on it', () => {
  const pick = (width: number) => pickForWall(photoOf(1), width).width;
  expect([pick(420), pick(1_000), pick(1_620), pick(3_840)]).toEqual([400, 1_080, 2_560, 2_560]);
});

test('until the largest has arrived the next one is shown', () => {
  const { renditions, ...photo } = photoOf(1);
  const { thumb, grid } = renditions;
  expect(pickForWall({ ...photo, renditions: { thumb, grid } }, 3_840).width).toBe(1_080);
});

test('a photo is as wide as its shape and the screen allow', () => {
  expect(widthIn({ width: 3, height: 2 }, HD, 'contain')).toBe(1_620);
  expect(widthIn({ width: 2, height: 3 }, HD, 'contain')).toBe(720);
  expect(widthIn({ width: 3, height: 2 }, HD, 'cover')).toBe(1_920);
});
