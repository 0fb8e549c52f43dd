import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRelayAlone, type RelayAlone } from '../bench/relay-alone.ts';
import { viewRelay } from '../harness/relay-view.ts';
import { runLoad } from './load.ts';
import { openTally } from './tally.ts';

let relay: RelayAlone;
beforeAll(async () => {
  relay = await startRelayAlone();
});
afterAll(async () => {
  await relay.stop();
});

test('every viewer hears of every photo once, and nothing is left behind', async () => {
  const { url, sessionId, deviceToken } = relay;
  const target = { origins: [url], sessionId, deviceToken };
  const load = { viewers: 20, photos: 10, patienceMs: 20_000, settleMs: 0 };
  const result = await runLoad(target, load);
  expect(result).toMatchObject({ lost: 0, doubled: 0, notListedOnce: 0 });
  expect(result.toLastViewer).toHaveLength(10);
  expect(Math.min(...result.toLastViewer, result.photosPerMinute)).toBeGreaterThan(0);
  expect(await viewRelay(url, sessionId).photos()).toEqual([]);
});

test('what is stopped in the middle takes its photos back', async () => {
  const { url, sessionId, deviceToken } = relay;
  const target = { origins: [url], sessionId, deviceToken };
  const stopping = new AbortController();
  const load = { viewers: 2, photos: 40, patienceMs: 20_000, settleMs: 60_000 };
  const running = runLoad(target, load, stopping.signal);
  const view = viewRelay(url, sessionId);
  await view.waitForPhotos(1);
  stopping.abort();
  await expect(running).rejects.toThrow(/abort/i);
  expect(await view.photos()).toEqual([]);
});

test('a session that nobody knows is said, and nothing stays open', async () => {
  const { url, deviceToken } = relay;
  const target = { origins: [url], sessionId: relay.deviceToken, deviceToken };
  const load = { viewers: 3, photos: 1, patienceMs: 20_000, settleMs: 0 };
  await expect(runLoad(target, load)).rejects.toThrow(/Not joined/);
});

test('a photo that somebody never hears of is lost, one that comes again is doubled', () => {
  const tally = openTally(2, ['a', 'b']);
  tally.hear(0, 'a', 1);
  tally.hear(1, 'a', 2);
  tally.hear(1, 'a', 3);
  tally.hear(0, 'elsewhere', 4);
  expect(tally.result()).toEqual({ lost: 2, doubled: 1 });
  expect([...tally.reachedAll()]).toEqual([['a', 2]]);
  expect([tally.isComplete(), tally.lastHeardAt()]).toEqual([false, 3]);
  tally.hear(0, 'b', 5);
  tally.hear(1, 'b', 6);
  expect(tally.isComplete()).toBe(true);
  expect(tally.result()).toEqual({ lost: 0, doubled: 1 });
});
