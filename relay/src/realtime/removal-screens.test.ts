import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RemovalScreens } from './removal-screens.ts';

const REMOVED = { sessionId: 's', photoId: 'p', seq: 7 };

let told: [gone: number, screens: number][];
let screens: RemovalScreens;
beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  screens = new RemovalScreens(({ gone, screens: of }) => told.push([gone, of]));
});
afterEach(() => {
  screens.stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const later = (): unknown => vi.advanceTimersByTime(1_000);

test('each screen counts once, whatever it says how often', () => {
  screens.begin(REMOVED, ['a', 'b', 'c']);
  expect(told).toEqual([[0, 3]]);
  for (const from of ['a', 'a', 'b']) screens.report(REMOVED, from);
  screens.report({ ...REMOVED, seq: 8 }, 'c');
  screens.report({ ...REMOVED, photoId: 'other' }, 'c');
  screens.report({ ...REMOVED, sessionId: 'other' }, 'c');
  later();
  expect(told).toEqual([
    [0, 3],
    [2, 3],
  ]);
});

test('a page that is closed is no screen any more, and counts again when it is back', () => {
  screens.begin(REMOVED, ['a', 'b']);
  screens.leave('s', 'a');
  screens.forget('a');
  screens.leave('other', 'b');
  later();
  expect(told.at(-1)).toEqual([0, 1]);
  // With another connection, which may get the number of the one that was lost.
  screens.report(REMOVED, 'a again');
  screens.report(REMOVED, 'a again');
  screens.report(REMOVED, 'b');
  later();
  expect(told.at(-1)).toEqual([2, 2]);
  screens.leave('s', 'b');
  later();
  expect(told.at(-1)).toEqual([2, 2]);
});

test('a crowd that answers at once is told about five times a second', () => {
  const crowd = Array.from({ length: 1_000 }, (_, index) => `phone ${index}`);
  screens.begin(REMOVED, crowd);
  for (const phone of crowd) {
    screens.report(REMOVED, phone);
    vi.advanceTimersByTime(1);
  }
  later();
  expect(told.length).toBeLessThanOrEqual(7);
  expect(told.at(-1)).toEqual([1_000, 1_000]);
});

test('what went long ago, or before five hundred others, is not counted any more', () => {
  screens.begin(REMOVED, ['a']);
  vi.advanceTimersByTime(16 * 60_000);
  screens.begin({ ...REMOVED, seq: 8 }, ['a']);
  told = [];
  screens.report(REMOVED, 'a');
  later();
  expect(told).toEqual([]);
  for (let seq = 9; seq < 9 + 500; seq += 1) screens.begin({ ...REMOVED, seq }, ['a']);
  told = [];
  screens.report({ ...REMOVED, seq: 8 }, 'a');
  screens.report({ ...REMOVED, seq: 508 }, 'a');
  later();
  expect(told).toEqual([[1, 1]]);
});
