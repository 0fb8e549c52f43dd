import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSeenReports } from './seen-reports.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const names = (count: number): string[] => Array.from({ length: count }, (_, n) => `photo ${n}`);

test('a visit is told once, and a photo once however often it is opened', async () => {
  const sent: object[] = [];
  const reports = createSeenReports((seen) => sent.push(seen) > 0, true);
  reports.flush();
  for (const name of [...names(3), ...names(3)]) reports.add(name);
  reports.flush();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toEqual([{ visit: true, photoIds: [] }, { photoIds: names(3) }]);
});

test('a guest who swipes through everything costs few messages', async () => {
  const sent: string[][] = [];
  const reports = createSeenReports(({ photoIds }) => sent.push(photoIds) > 0, false);
  for (const name of names(100)) reports.add(name);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent.map((ids) => ids.length)).toEqual([1, 40, 40, 19]);
});

test('what was seen in a dead spot is told when there is a connection again', async () => {
  const sent: string[] = [];
  let isConnected = false;
  const reports = createSeenReports(
    ({ photoIds }) => isConnected && sent.push(...photoIds) > 0,
    true,
  );
  for (const name of names(5)) reports.add(name);
  await vi.advanceTimersByTimeAsync(60_000);
  isConnected = true;
  reports.flush();
  expect(sent).toEqual(names(5));
});

test('after it is stopped nothing is told', async () => {
  let told = 0;
  const reports = createSeenReports(() => (told += 1) > 0, true);
  reports.flush();
  reports.add('a photo');
  reports.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([told, vi.getTimerCount()]).toEqual([1, 0]);
});
