import type { Photo } from '@picture-live/shared/protocol';
import { expect, test } from 'vitest';
import { pickForCell, pickForScreen } from './pick-rendition.ts';

const rendition = (width: number) => ({
  url: `/media/photo/${width}.jpg`,
  width,
  height: Math.round((width * 2) / 3),
  bytes: width,
  type: 'image/jpeg' as const,
});
const renditions = { thumb: rendition(400), grid: rendition(1080) };
const PHOTO: Photo = {
  id: 'photo',
  seq: 1,
  revision: 1,
  width: 6000,
  height: 4000,
  capturedAt: 0,
  publishedAt: 0,
  thumbhash: 'HBkSHYSIeHiPiHh8eJd4eTN0EEQG',
  renditions: { ...renditions, full: rendition(2560) },
};

test('half the width of a phone is filled by the thumb, whatever its screen', () => {
  for (const density of [1, 2, 3]) expect(pickForCell(PHOTO, 180, density).width).toBe(400);
});

test('the whole width of a phone, or a large cell of a laptop, takes the grid rendition', () => {
  expect(pickForCell(PHOTO, 390, 3).width).toBe(1080);
  expect(pickForCell(PHOTO, 480, 1).width).toBe(1080);
  expect(pickForCell(PHOTO, 420, 1).width).toBe(400);
});

test('on the whole screen of a phone the grid rendition is enough until the guest zooms in', () => {
  expect(pickForScreen(PHOTO, 390, 3).width).toBe(1080);
  expect(pickForScreen(PHOTO, 900, 3).width).toBe(2560);
  expect(pickForScreen(PHOTO, 1200, 2).width).toBe(2560);
});

test('until the largest has arrived the next one is shown', () => {
  expect(pickForScreen({ ...PHOTO, renditions }, 1200, 2).width).toBe(1080);
});
