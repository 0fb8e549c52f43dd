import { expect, test } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

test('a burst is allowed, then only what time brings back', () => {
  const bucket = new TokenBucket({ burst: 3, perSecond: 2 }, 0);
  const taken = [0, 0, 0, 0, 499, 500, 500, 1000].map((now) => bucket.take(now));
  expect(taken).toEqual([true, true, true, false, false, true, false, true]);
});

test('a long rest allows one burst, not more', () => {
  const bucket = new TokenBucket({ burst: 2, perSecond: 10 }, 0);
  expect([1, 1, 1].map(() => bucket.take(3_600_000))).toEqual([true, true, false]);
});
