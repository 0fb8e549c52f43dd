import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Presence } from './presence.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a crowd that comes at once is told about once a second', async () => {
  const told: number[] = [];
  const presence = new Presence((_session, viewers) => told.push(viewers));
  presence.change('s', 1);
  await vi.advanceTimersByTimeAsync(1);
  for (let guest = 0; guest < 50; guest += 1) presence.change('s', 1);
  await vi.advanceTimersByTimeAsync(900);
  expect(told).toEqual([1]);
  await vi.advanceTimersByTimeAsync(200);
  expect(told).toEqual([1, 51]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual([1, 51]);
});

test('the more there are, the less often each of them is told', async () => {
  const told: number[] = [];
  const presence = new Presence((_session, viewers) => told.push(viewers));
  for (let guest = 0; guest < 8_000; guest += 1) presence.change('s', 1);
  await vi.advanceTimersByTimeAsync(1);
  presence.change('s', -1);
  await vi.advanceTimersByTimeAsync(7_000);
  expect(told).toEqual([8_000]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told).toEqual([8_000, 7_999]);
});

test('sessions are counted apart, and the last one who goes is noticed', async () => {
  const told: [string, number][] = [];
  const presence = new Presence((session, viewers) => told.push([session, viewers]));
  presence.change('a', 1);
  presence.change('b', 1);
  presence.change('b', 1);
  expect([presence.viewers('a'), presence.viewers('b'), presence.total]).toEqual([1, 2, 3]);
  presence.change('a', -1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told).toEqual([
    ['a', 0],
    ['b', 2],
  ]);
  expect(presence.viewers('a')).toBe(0);
});

test('after it is stopped nobody is told anything', async () => {
  const presence = new Presence(() => expect.unreachable());
  presence.change('a', 1);
  presence.stop();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(vi.getTimerCount()).toBe(0);
});
