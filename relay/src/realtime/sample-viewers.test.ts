import { expect, test } from 'vitest';
import type { ViewersOfMinute } from '../services/statistics/counting.ts';
import { lookingAt } from './sample-viewers.ts';

function aGallery() {
  const told: ViewersOfMinute[] = [];
  const state = { now: 600_000, viewers: 0 };
  const look = lookingAt({
    sessions: () => ['party'],
    own: () => state.viewers,
    tell: (minutes) => told.push(...minutes),
    now: () => state.now,
  });
  const pass = (ms: number, viewers: number): void => {
    state.viewers = viewers;
    for (const end = state.now + ms; state.now < end;) {
      state.now += 2_000;
      look();
    }
  };
  return { told, state, look, pass };
}

test('a minute is told when it is over, with its peak and how long pages were open', () => {
  const { told, pass } = aGallery();
  pass(20_000, 1);
  pass(10_000, 4);
  pass(28_000, 0);
  expect(told).toEqual([]);
  pass(2_000, 0);
  expect(told).toEqual([{ sessionId: 'party', at: 600_000, viewerMs: 60_000, peak: 4 }]);
});

test('a machine that slept counts nobody for the night', () => {
  const { told, state, look, pass } = aGallery();
  pass(10_000, 2);
  state.now += 8 * 3_600_000;
  look();
  pass(60_000, 2);
  expect(Math.max(...told.map(({ viewerMs }) => viewerMs))).toBeLessThan(130_000);
});
