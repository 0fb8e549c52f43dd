import { expect, test } from 'vitest';
import { bucketAt, busiestOf, rangeOf, roundUp } from './scale.ts';

test.each([
  [0, 1],
  [1, 1],
  [3, 5],
  [2.2, 3],
  [17, 20],
  [203, 250],
  [1_204, 2_000],
])('a plot up to %d ends at %d', (highest, top) => {
  expect(roundUp(highest)).toBe(top);
});

test('whatever is touched, also beside the plot, is one of its buckets', () => {
  expect([-5, 0, 99, 100, 250].map((x) => bucketAt(x, 200, 4))).toEqual([0, 0, 1, 2, 3]);
});

test('the busiest hour is named where there was more than one', () => {
  expect(busiestOf([0, 3, 7, 0])).toBe(2);
  expect(busiestOf([0, 3, 0])).toBeNull();
  expect(busiestOf([])).toBeNull();
});

const HOUR = 3_600_000;

test('a day is hours as the clock on the wall shows them, until now', () => {
  const now = new Date(2026, 10, 21, 14, 37).getTime();
  const { from, to, step } = rangeOf('day', 0, now);
  expect([new Date(from).getMinutes(), to, step]).toEqual([0, now, HOUR]);
  expect(now - from).toBeLessThan(25 * HOUR);
});

test('a young session is shown by the hour, an old one by the day', () => {
  const now = new Date(2026, 10, 21, 14, 37).getTime();
  expect(rangeOf('all', now - 30 * HOUR, now).step).toBe(HOUR);
  const { from, step } = rangeOf('all', now - 300 * HOUR, now);
  expect([new Date(from).getHours(), step]).toEqual([0, 24 * HOUR]);
});
