import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createGoneReports } from './gone-reports.ts';
import type { GonePhoto } from './gone-reports.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const photo = (seq: number): GonePhoto => ({ photoId: `photo ${seq}`, seq });
const photos = (count: number): GonePhoto[] =>
  Array.from({ length: count }, (_, seq) => photo(seq));

test('what goes at once is told in few messages, all of it and once', async () => {
  const sent: GonePhoto[][] = [];
  const reports = createGoneReports((gone) => sent.push(gone) > 0);
  for (const one of photos(100)) reports.add(one);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent.map((gone) => gone.length)).toEqual([40, 40, 20]);
  expect(sent.flat()).toEqual(photos(100));
});

test('what went while nobody could be told is told when somebody can', async () => {
  const sent: GonePhoto[] = [];
  let isConnected = false;
  const reports = createGoneReports((gone) => isConnected && sent.push(...gone) > 0);
  for (const one of photos(2_000)) reports.add(one);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toEqual([]);
  isConnected = true;
  reports.flush();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent).toEqual(photos(2_000).slice(-1_000));
});

test('after it is stopped nothing is told', async () => {
  const reports = createGoneReports(() => expect.unreachable());
  reports.add(photo(1));
  reports.stop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(vi.getTimerCount()).toBe(0);
});
