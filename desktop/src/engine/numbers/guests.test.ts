import { PictureLiveError } from '@picture-live/shared/errors';
import type { SessionStatistics, StatisticsBucket } from '@picture-live/shared/protocol';
import { expect, it } from 'vitest';
import { createGuestNumbers } from './guests.ts';

const MINUTE = 60_000;
const steps = { from: 10 * MINUTE, stepMs: MINUTE, count: 2 };

const bucket = (at: number, numbers: Partial<StatisticsBucket>): StatisticsBucket => ({
  at,
  visits: 0,
  photoViews: 0,
  downloads: 0,
  archives: 0,
  likes: 0,
  messages: 0,
  photos: 0,
  viewerPeak: 0,
  viewerMean: 0,
  latency: { p50: null, p95: null },
  ...numbers,
});

function counting(buckets: StatisticsBucket[]) {
  let now = 0;
  let asked = 0;
  let isAway = false;
  const [totals = bucket(0, {})] = buckets;
  const reply: SessionStatistics = { from: 0, to: 1, step: MINUTE, totals, buckets };
  const ask = createGuestNumbers({
    statistics: async () => {
      asked += 1;
      if (isAway) throw new PictureLiveError('relay_unreachable');
      return reply;
    },
    sessionId: 'session',
    now: () => now,
    isOnline: () => true,
    onError: (error) => {
      throw error;
    },
  });
  return {
    ask: () => ask(steps),
    asked: () => asked,
    later(): void {
      now += MINUTE;
    },
    away(): void {
      isAway = true;
    },
  };
}

it('says what guests liked and took along in each step, ZIPs too', async () => {
  const relay = counting([bucket(11 * MINUTE, { likes: 3, downloads: 2, archives: 1 })]);
  expect(await relay.ask()).toEqual([null, { likes: 3, downloads: 3 }]);
});

it('does not make the relay count as often as the plots are drawn', async () => {
  const relay = counting([]);
  await relay.ask();
  await relay.ask();
  expect(relay.asked()).toBe(1);
  relay.later();
  await relay.ask();
  expect(relay.asked()).toBe(2);
});

it('keeps what was last heard while the relay is away', async () => {
  const relay = counting([bucket(11 * MINUTE, { likes: 3 })]);
  await relay.ask();
  relay.away();
  relay.later();
  expect(await relay.ask()).toEqual([null, { likes: 3, downloads: 0 }]);
});
