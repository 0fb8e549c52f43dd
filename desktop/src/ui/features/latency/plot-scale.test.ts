import { expect, it } from 'vitest';
import { plotTop } from './plot-scale.ts';

it.each([
  [[], 100],
  [[30, 40], 100],
  [[300, 400, 380], 500],
  [[420, 410, 405], 1000],
  [[900, 1_000], 2000],
  [[...Array<number>(50).fill(400), 600_000], 500],
])('the plot of %j reaches to %d ms', (values, top) => {
  expect(plotTop(values)).toBe(top);
});
