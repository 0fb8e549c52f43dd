import { expect, test } from 'vitest';
import { NOTICE_MS, fateOf } from './fate.ts';
import type { QuietSession } from './fate.ts';

const DAY = 24 * 3_600_000;
const NOW = 1_000 * DAY;
const policy = { archiveMs: 90 * DAY, purgeMs: 365 * DAY, since: 0 };
const quiet: QuietSession = {
  created_at: NOW - 50 * DAY,
  starts_at: null,
  ends_at: null,
  expires_at: null,
  deleted_at: null,
  kept: 0,
  last_event_at: NOW - 40 * DAY,
};
const never = { archiveAt: null, deleteAt: null };

test('an open session is archived so long after the last thing that happened in it', () => {
  expect(fateOf(quiet, policy, NOW)).toEqual({ archiveAt: NOW + 50 * DAY, deleteAt: null });
});

test('a shoot that is still to come is not archived before it was', () => {
  const planned = { ...quiet, ends_at: NOW + 100 * DAY };
  expect(fateOf(planned, policy, NOW).archiveAt).toBe(NOW + 190 * DAY);
  const begun = { ...quiet, starts_at: NOW + 100 * DAY };
  expect(fateOf(begun, policy, NOW).archiveAt).toBe(NOW + 190 * DAY);
});

test('one that has ended is deleted so long after that, and after what was done in it since', () => {
  const ended = { ...quiet, expires_at: NOW - 30 * DAY };
  expect(fateOf(ended, policy, NOW)).toEqual({ archiveAt: null, deleteAt: NOW + 335 * DAY });
  const worked = { ...ended, last_event_at: NOW - DAY };
  expect(fateOf(worked, policy, NOW).deleteAt).toBe(NOW + 364 * DAY);
});

test('what its owner has kept, deleted or given an earlier end goes no other way', () => {
  expect(fateOf({ ...quiet, kept: 1 }, policy, NOW)).toEqual(never);
  expect(fateOf({ ...quiet, deleted_at: NOW }, policy, NOW)).toEqual(never);
  expect(fateOf({ ...quiet, expires_at: NOW + DAY }, policy, NOW)).toEqual(never);
});

test('without a policy nothing happens, and a new one gives a week to see it', () => {
  expect(fateOf(quiet, { archiveMs: null, purgeMs: null, since: 0 }, NOW)).toEqual(never);
  const old = { ...quiet, created_at: 0, last_event_at: 0 };
  expect(fateOf(old, { ...policy, since: NOW }, NOW).archiveAt).toBe(NOW + NOTICE_MS);
});
