import { expect, test } from 'vitest';
import { cellsFor, heightOf, inSight, placeOf, touchedBy } from './cells.ts';

const cells = { columns: 3, side: 100, gap: 10, count: 8 };

test('squares fill the width of a phone and of a laptop', () => {
  for (const width of [328, 1_000, 1_400]) {
    const { columns, side, gap } = cellsFor(width, 1);
    expect(columns * side + (columns - 1) * gap).toBeCloseTo(width);
  }
  expect(cellsFor(328, 1).columns).toBe(3);
});

test('the grid is as high as its rows', () => {
  expect([heightOf(cells), heightOf({ ...cells, count: 0 })]).toEqual([320, 0]);
  expect(placeOf(cells, 4)).toEqual({ x: 110, y: 110 });
});

test('of ten thousand photos only those around the window are there', () => {
  const many = { ...cells, count: 10_000 };
  const { from, to } = inSight(many, 50_000, 50_800, 400);
  expect(to - from).toBeLessThan(60);
  expect(placeOf(many, from).y).toBeLessThanOrEqual(49_600);
  expect(placeOf(many, to).y).toBeGreaterThanOrEqual(51_200);
  expect(inSight(many, -900, -100, 0)).toEqual({ from: 0, to: 0 });
});

test('a rectangle touches the squares it lies over, and not those beside a gap', () => {
  expect(touchedBy(cells, { left: 20, top: 20, right: 50, bottom: 50 })).toEqual([0]);
  expect(touchedBy(cells, { left: 102, top: 0, right: 108, bottom: 90 })).toEqual([]);
  expect(touchedBy(cells, { left: 90, top: 90, right: 130, bottom: 130 })).toEqual([0, 1, 3, 4]);
  expect(touchedBy(cells, { left: -50, top: 230, right: 900, bottom: 900 })).toEqual([6, 7]);
});
