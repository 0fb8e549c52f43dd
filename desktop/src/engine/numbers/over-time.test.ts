import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { overTime, stepsOf } from './over-time.ts';
import { takeSamples } from './samples.ts';

const MINUTE = 60_000;
const NOTHING = {
  viewers: null,
  bytesPerSecond: 0,
  likes: null,
  downloads: null,
  photos: 0,
  published: null,
  painted: null,
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test.each([
  [60, 1_000 * MINUTE, 941 * MINUTE, MINUTE, 60],
  [60, 1_000 * MINUTE + 59_999, 941 * MINUTE, MINUTE, 60],
  [360, 1_001 * MINUTE, 645 * MINUTE, 5 * MINUTE, 72],
])('the last %i minutes at %i begin at a whole step', (minutes, now, from, stepMs, count) => {
  expect(stepsOf(minutes, now)).toEqual({ from, stepMs, count });
});

test('each step has its photos, latencies, viewers and rate', () => {
  const { from, steps } = overTime(
    { from: 0, stepMs: MINUTE, count: 60 },
    [
      { at: MINUTE + 5, revision: 1, publishedMs: 300, paintedMs: null },
      { at: MINUTE + 4, revision: 1, publishedMs: 100, paintedMs: 400 },
      { at: MINUTE + 3, revision: 2, publishedMs: 200, paintedMs: 500 },
    ],
    [
      { at: MINUTE, viewers: 3, bytesPerSecond: 1_000 },
      { at: 2 * MINUTE - 1, viewers: null, bytesPerSecond: 3_000 },
      { at: 2 * MINUTE, viewers: null, bytesPerSecond: 0 },
    ],
    [null, { likes: 4, downloads: 2 }],
  );
  expect(from).toBe(0);
  expect(steps).toHaveLength(60);
  expect(steps.slice(0, 3)).toEqual([
    { ...NOTHING, bytesPerSecond: null },
    {
      viewers: 3,
      bytesPerSecond: 2_000,
      photos: 2,
      likes: 4,
      downloads: 2,
      published: { p50: 200, p95: 300, samples: 3 },
      painted: { p50: 400, p95: 500, samples: 2 },
    },
    NOTHING,
  ]);
});

test('samples are taken every five seconds, and six hours of them are kept', () => {
  let viewers = 0;
  const samples = takeSamples(() => ({
    at: Date.now(),
    viewers: (viewers += 1),
    bytesPerSecond: 1,
  }));
  const began = Date.now();
  vi.advanceTimersByTime(7 * 60 * MINUTE);
  const kept = samples.since(0);
  expect(kept).toHaveLength(4_400);
  expect(kept.at(-1)).toEqual({ at: began + 7 * 60 * MINUTE, viewers: 5_040, bytesPerSecond: 1 });
  expect(samples.since(began + 7 * 60 * MINUTE - 5_000)).toHaveLength(2);
  samples.stop();
  vi.advanceTimersByTime(MINUTE);
  expect(samples.since(0).at(-1)?.viewers).toBe(5_040);
});
