import { expect, it } from 'vitest';
import { restartDelay } from './backoff.ts';

it('starts a process again soon, then later and later, and at least every ten seconds', () => {
  const longest = [0, 1, 2, 3, 4, 5, 6, 100].map((failures) => restartDelay(failures, 1));
  expect(longest).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
});

it('leaves half of the wait to chance', () => {
  expect(restartDelay(2, 0)).toBe(500);
});
