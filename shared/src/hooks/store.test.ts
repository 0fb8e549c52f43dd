import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { leaseAlone } from './page/lease.ts';
import { matches } from './matches.ts';
import { createStore } from './store.ts';
import { photoOf } from './testing/scripted-relay.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('what keeps a value up to date runs while anybody listens, and over a short break', async () => {
  let running = 0;
  const store = createStore(0, () => {
    running += 1;
    return () => (running -= 1);
  });
  const first = store.subscribe(() => undefined);
  const second = store.subscribe(() => undefined);
  first();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(running).toBe(1);
  second();
  await vi.advanceTimersByTimeAsync(500);
  const third = store.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(running).toBe(1);
  third();
  third();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(running).toBe(0);
});

test('listeners hear of another value, and of the same one nothing', () => {
  const store = createStore(1);
  const heard: number[] = [];
  store.subscribe(() => heard.push(store.get()));
  store.set(1);
  store.change((value) => value + 1);
  expect(heard).toEqual([2]);
});

test('tabs without locks take turns, and one that was closed in its turn gives way', async () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    inside -= 1;
  };
  const tabs = Array.from({ length: 4 }, () => leaseAlone(storage, 'login')(work));
  await vi.advanceTimersByTimeAsync(10_000);
  await Promise.all(tabs);
  expect(most).toBe(1);
  storage.setItem('login', `closed ${Date.now() + 3_000}`);
  const late = leaseAlone(storage, 'login')(work);
  await vi.advanceTimersByTimeAsync(10_000);
  await late;
  expect(kept.size).toBe(0);
});

test('a photo that arrives is put where a filter wants it, or the relay is asked', () => {
  const photo = { ...photoOf('', 1), tags: ['dance'], featured: true };
  expect(matches(photo, {})).toBe(true);
  expect(matches(photo, { tag: 'dance', featured: true, from: photo.capturedAt })).toBe(true);
  expect(matches(photo, { tag: 'cake' })).toBe(false);
  expect(matches(photo, { to: photo.capturedAt - 1 })).toBe(false);
  expect(matches(photo, { liked: true })).toBe('ask');
  const hidden = { ...photo, hidden: 'hidden' as const };
  expect([matches(hidden, {}), matches(hidden, { includeHidden: true })]).toEqual([false, true]);
});
