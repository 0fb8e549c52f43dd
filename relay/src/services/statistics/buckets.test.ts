import { expect, test } from 'vitest';
import { MINUTE_MS, QUARTER_MS } from '../../repositories/statistics.ts';
import { chooseBuckets, fillBuckets, MOST_BUCKETS } from './buckets.ts';
import type { Found } from './buckets.ts';

const NOTHING: Found = { numbers: [], likes: [], messages: [], photos: [], latencies: [] };
const HOUR = 60 * MINUTE_MS;
const row = { session_id: 'a', span: MINUTE_MS, visits: 0, photo_views: 0, downloads: 0 };

test('a party of an hour is shown by the minute, one of a day by the quarter of an hour', () => {
  const to = 1_000 * HOUR;
  expect(chooseBuckets({ from: to - HOUR, to }, null, 0).step).toBe(MINUTE_MS);
  expect(chooseBuckets({ from: to - 24 * HOUR, to }, null, 0).step).toBe(QUARTER_MS);
  expect(chooseBuckets({ from: to - 1_000 * HOUR, to }, null, 0).step).toBe(24 * HOUR);
});

test('what is old is offered no finer than it was kept', () => {
  const to = 1_000 * HOUR;
  const chosen = chooseBuckets({ from: to - HOUR, to }, MINUTE_MS, to);
  expect(chosen.step).toBe(QUARTER_MS);
});

test('nobody makes the relay count ten years by the minute', () => {
  const to = 100_000 * HOUR;
  const { from, to: end, step } = chooseBuckets({ from: 0, to }, MINUTE_MS, 0);
  expect((end - from) / step).toBeLessThanOrEqual(MOST_BUCKETS);
  expect(end).toBeGreaterThanOrEqual(to);
});

test('hours begin where they were asked to: with the clocks of India on the half', () => {
  const from = 10 * HOUR + 2 * QUARTER_MS;
  expect(chooseBuckets({ from, to: from + 3 * HOUR }, HOUR, 0)).toEqual({
    from,
    to: from + 3 * HOUR,
    step: HOUR,
  });
});

test('numbers fall into their buckets: sums add up, the peak is the highest', () => {
  const found: Found = {
    ...NOTHING,
    numbers: [
      { ...row, archives: 1, at: 0, viewer_ms: 2 * MINUTE_MS, viewer_peak: 3, visits: 2 },
      { ...row, archives: 0, at: MINUTE_MS, viewer_ms: 4 * MINUTE_MS, viewer_peak: 5, visits: 1 },
      { ...row, archives: 0, at: QUARTER_MS, viewer_ms: 0, viewer_peak: 1, downloads: 4 },
    ],
    likes: [{ at: QUARTER_MS, count: 7 }],
    latencies: [900, 300, 500, 100].map((ms) => ({ at: 1, ms })),
  };
  const stretch = { from: 0, to: 2 * QUARTER_MS, step: QUARTER_MS };
  const [first, second] = fillBuckets(stretch, found, HOUR);
  expect(first).toMatchObject({
    at: 0,
    visits: 3,
    archives: 1,
    viewerPeak: 5,
    viewerMean: 0.4,
    latency: { p50: 300, p95: 900 },
  });
  expect(second).toMatchObject({
    downloads: 4,
    likes: 7,
    viewerPeak: 1,
    latency: { p50: null, p95: null },
  });
});

test('the bucket that is under way is no emptier for not being over', () => {
  const numbers = [{ ...row, archives: 0, at: 0, viewer_ms: 5 * MINUTE_MS, viewer_peak: 1 }];
  const stretch = { from: 0, to: HOUR, step: HOUR };
  const [only] = fillBuckets(stretch, { ...NOTHING, numbers }, 5 * MINUTE_MS);
  expect(only?.viewerMean).toBe(1);
});
