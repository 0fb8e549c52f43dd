import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choosePlace, fitInto, layMosaic, type Place } from './mosaic-layout.ts';

const SCREEN = 16 / 9;

test('a mosaic fills the screen without gaps, never with more places than photos', () => {
  const screens = fc.double({ min: 0.4, max: 3, noNaN: true });
  const shares = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(screens, shares, fc.integer({ min: 1, max: 40 }), (ratio, portraits, photos) => {
      const cells = layMosaic(ratio, portraits, photos);
      expect(cells.length).toBeGreaterThanOrEqual(1);
      expect(cells.length).toBeLessThanOrEqual(photos);
      const area = cells.reduce((sum, { width, height }) => sum + width * height, 0);
      expect(area).toBeCloseTo(1, 6);
      for (const { x, y, width, height } of cells) {
        expect(Math.min(x, y, width, height)).toBeGreaterThanOrEqual(0);
        expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
    { numRuns: 60 },
  );
});

test('on a wide screen the places have the shapes of the photos, and little is cut off', () => {
  for (const portraits of [0, 1 / 3, 1]) {
    const cells = layMosaic(SCREEN, portraits, 50);
    const upright = cells.filter(({ isPortrait }) => isPortrait).length / cells.length;
    expect(Math.abs(upright - portraits)).toBeLessThan(0.2);
    for (const { width, height, isPortrait } of cells) {
      const shape = (width * SCREEN) / height;
      const photo = isPortrait ? 2 / 3 : 3 / 2;
      expect(1 - Math.min(shape, photo) / Math.max(shape, photo)).toBeLessThan(0.25);
    }
    expect(cells.length).toBeGreaterThanOrEqual(4);
    expect(cells.length).toBeLessThanOrEqual(10);
  }
});

test('an upright screen gets rows, too', () => {
  const cells = layMosaic(9 / 16, 1 / 3, 50);
  expect(new Set(cells.map(({ y }) => y)).size).toBeGreaterThanOrEqual(3);
});

test('a photo is cut a little to fill its place, but shown whole where much would be lost', () => {
  expect(fitInto(3 / 2, 16 / 9)).toBe('cover');
  expect(fitInto(2 / 3, 3 / 2)).toBe('contain');
  expect(fitInto(3, 3 / 2)).toBe('contain');
});

const place = (isPortrait: boolean, since: number | null): Place => ({ isPortrait, since });

test('empty places are filled first, in their own shape where there is one', () => {
  expect(choosePlace([place(true, null), place(false, 4), place(false, null)], false)).toBe(2);
  expect(choosePlace([place(true, null), place(false, 4)], false)).toBe(0);
});

test('a photo takes the place of the one of its shape that was there for longest', () => {
  const places = [place(false, 7), place(true, 1), place(false, 3), place(true, 2)];
  expect([choosePlace(places, false), choosePlace(places, true)]).toEqual([2, 1]);
  expect(choosePlace([place(false, 9), place(false, 8)], true)).toBe(1);
  expect(choosePlace([], true)).toBe(-1);
});
