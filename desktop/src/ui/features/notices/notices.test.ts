import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NO_COUNTS } from '../../../bridge/contract.ts';
import { sampleStatus } from '../../../bridge/testing/samples.ts';
import { createStore } from '../../app/state/store.ts';
import { chooseLanguage } from '../../app/words/index.ts';
import { startNotices } from './notices.ts';

let store: ReturnType<typeof createStore>;
let isLookedAt: boolean;
let stop: () => void;
const show = vi.fn<(title: string, body: string) => void>();

beforeEach(() => {
  vi.useFakeTimers();
  show.mockReset();
  isLookedAt = false;
  store = createStore();
  store.dispatch({ type: 'connection', connected: true });
  stop = startNotices({
    store,
    language: chooseLanguage(['en']),
    isLookedAt: () => isLookedAt,
    show,
    now: () => Date.now(),
  });
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

function hear(told: Parameters<typeof sampleStatus>[0]): void {
  store.dispatch({ type: 'event', event: { type: 'status', status: sampleStatus(told) }, at: 0 });
}

const failed = (count: number) => hear({ counts: { ...NO_COUNTS, seen: count, failed: count } });
const diskFull = () => hear({ alerts: [{ code: 'disk_full', message: 'Full.' }] });
const sentences = () => show.mock.calls.map(([, body]) => body);

test('what needs a person is told once, with the session and what to do', () => {
  failed(1);
  failed(1);
  expect(show.mock.calls).toEqual([['Anna & Li', '1 shot needs you. Have a look at the reason.']]);
});

test('more shots that fail are no other news', () => {
  failed(2);
  failed(3);
  vi.advanceTimersByTime(600_000);
  failed(12);
  expect(show).toHaveBeenCalledTimes(1);
});

test('something else is told a minute after the last notice, if it still holds', () => {
  failed(2);
  diskFull();
  expect(show).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60_000);
  expect(sentences()[1]).toMatch(/disk is full/);
  failed(2);
  hear({});
  vi.advanceTimersByTime(600_000);
  expect(show).toHaveBeenCalledTimes(2);
});

test('what was good in between is told again', () => {
  failed(2);
  hear({});
  vi.advanceTimersByTime(60_000);
  failed(2);
  expect(show).toHaveBeenCalledTimes(2);
});

test('nothing is told to somebody who looks at the page, nor what goes by itself', () => {
  isLookedAt = true;
  failed(2);
  isLookedAt = false;
  failed(3);
  hear({ relay: { url: '', state: 'offline', since: 0, message: null, viewers: null } });
  expect(show).not.toHaveBeenCalled();
});

test('after the end nothing is told', () => {
  failed(2);
  diskFull();
  stop();
  vi.advanceTimersByTime(600_000);
  expect(show).toHaveBeenCalledTimes(1);
});
