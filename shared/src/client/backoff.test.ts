import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

const PACE = { firstMs: 1_000, capMs: 15_000 };

test('pauses double up to the cap, however many failures there were', () => {
  expect([1, 2, 3, 4, 5, 6, 1_000, Infinity].map((n) => backoffMs(PACE, n, 1))).toEqual([
    1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000, 15_000,
  ]);
});

test('a hall of phones is spread over two thirds of the pause', () => {
  expect(backoffMs(PACE, 3, 0)).toBeCloseTo(4_000 / 3);
  expect(backoffMs(PACE, 3, 0.5)).toBeCloseTo((4_000 * 2) / 3);
});
