import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FileSignature } from '../settle/outcome.ts';
import { createReports } from './reports.ts';

const first: FileSignature = { size: 1, mtimeMs: 1, ino: 1 };
const second: FileSignature = { size: 2, mtimeMs: 2, ino: 1 };
const known = new Map<string, FileSignature>();

beforeEach(() => {
  known.clear();
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => vi.useRealTimers());

const create = () => createReports((path) => known.get(path), 1000);

it('reports a new file once, and each new state of it', () => {
  const reports = create();
  expect(reports.isDue('a', first)).toBe('new');
  expect(reports.isDue('a', first)).toBe('no');
  expect(reports.isDue('a', second)).toBe('new');
  expect(reports.isDue('b', first)).toBe('new');
});

it('reports nothing that the ledger has, and says of a change whether it is the same file', () => {
  const reports = create();
  known.set('a', first);
  expect(reports.isDue('a', first)).toBe('no');
  expect(reports.isDue('a', second)).toBe('rewritten');
  expect(reports.isDue('a', { ...second, ino: 2 })).toBe('new');
});

it('repeats a report that came to nothing', () => {
  const reports = create();
  reports.isDue('a', first);
  vi.advanceTimersByTime(999);
  expect(reports.isDue('a', first)).toBe('no');
  vi.advanceTimersByTime(1);
  expect(reports.isDue('a', first)).toBe('new');
});

it('starts over for a file that is gone, and for another folder', () => {
  const reports = create();
  reports.isDue('a', first);
  reports.isDue('b', first);
  reports.forget('a');
  expect(reports.isDue('a', first)).toBe('new');
  reports.clear();
  expect(reports.isDue('b', first)).toBe('new');
});
