import type { Photo } from '@picture-live/shared/protocol';
import { expect, test } from 'vitest';
import { galleryAddress, hashOf, linkOf, photoIdOf } from './photo-address.ts';
import { fileNameOf } from './save-photo.ts';
import { placeIn, slideOf } from './slides.ts';

function photo(seq: number): Photo {
  const grid = {
    url: `/media/${seq}/grid.jpg`,
    width: 720,
    height: 1080,
    bytes: 1,
    type: 'image/jpeg' as const,
  };
  return {
    id: `photo-${seq}`,
    seq,
    revision: 1,
    width: 4000,
    height: 6000,
    capturedAt: 0,
    publishedAt: 0,
    thumbhash: 'HBkSHYSIeHiPiHh8eJd4eTN0EEQG',
    renditions: { thumb: grid, grid },
  };
}

const list = (...seqs: number[]) => seqs.map((seq) => photo(seq));

test('the viewer stays at its photo while others come and go', () => {
  const before = list(9, 8, 7, 6);
  expect(placeIn(before, before, photo(7))).toBe(2);
  expect(placeIn(list(11, 10, 9, 8, 7, 6), before, photo(7))).toBe(4);
});

test('where its photo is taken back it goes on to the one that came after it, in any order', () => {
  expect(placeIn(list(9, 8, 6), list(9, 8, 7, 6), photo(7))).toBe(2);
  expect(placeIn(list(6, 9, 8), list(6, 7, 9, 8), photo(7))).toBe(1);
  expect(placeIn(list(9, 8, 5), list(9, 8, 7, 6, 5), photo(7))).toBe(2);
});

test('where the last is taken back it goes to the one before, and nowhere from the only one', () => {
  expect(placeIn(list(9, 8), list(9, 8, 7), photo(7))).toBe(1);
  expect(placeIn([], list(7), photo(7))).toBe(-1);
});

test('a photo opens by its own link and after the code page, and stays in its gallery', () => {
  const id = '01980000-0000-7000-8000-000000000001';
  const open = (address: string) => galleryAddress(new URL(address, 'https://photos.example'));
  expect(open(linkOf('party', id))).toBe(`/g/party#p=${id}`);
  expect(open(`/g/party?p=${id}&tag=cake`)).toBe(`/g/party?tag=cake#p=${id}`);
  for (const address of ['/g/party', '/g/party?p=nonsense', '/g/party/p/nonsense', '/wall/party']) {
    expect(open(address)).toBeNull();
  }
});

test('a slide has the size of the full rendition before that has arrived', () => {
  const none = () => undefined;
  const before = slideOf(photo(1), '', none);
  const full = { ...photo(1).renditions.grid, width: 1707, height: 2560 };
  const after = slideOf({ ...photo(1), renditions: { ...photo(1).renditions, full } }, '', none);
  expect([before.width, before.height]).toEqual([1707, 2560]);
  expect([after.width, after.height]).toEqual([1707, 2560]);
  expect(before.src).toBe('/media/1/grid.jpg');
});

test('a link to a photo leads to it, any other address to none', () => {
  const id = '01931b9e-3b60-7000-8000-000000000001';
  expect(photoIdOf(hashOf(id))).toBe(id);
  for (const hash of ['', '#', '#p=', '#p=1', '#q=2', `#p=${id}x`, '#p="><script>']) {
    expect(photoIdOf(hash)).toBeNull();
  }
});

test('a saved file says which gallery and when, in the phone’s own time', () => {
  const takenAt = new Date(2026, 10, 21, 9, 5, 3).getTime();
  expect(fileNameOf('anna-and-li', takenAt)).toBe('anna-and-li 2026-11-21 09.05.03');
});
