import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FanOutMessage } from '../../fan-out/fan-out.ts';
import { InProcessFanOut } from '../../fan-out/in-process-fan-out.ts';
import { insertEvent } from '../../repositories/feed.ts';
import { findSession, nextSeq, updateSession } from '../../repositories/sessions.ts';
import { openTestDatabase } from '../../testing/database.ts';
import type { TestDatabase } from '../../testing/database.ts';
import { createAccessCodes } from '../access/access-codes.ts';
import { applyRetention } from './apply-retention.ts';
import { viewRetention } from './view-retention.ts';

const DAY = 24 * 3_600_000;
const START = 1_000 * DAY;
const GRACE = 30 * DAY;
const none = { archived: [], deleted: [] };

let there: TestDatabase;
let now: number;
let told: FanOutMessage[];
let retention: { archiveMs: number | null; purgeMs: number | null };
beforeEach(async () => {
  there = await openTestDatabase();
  now = START;
  told = [];
  retention = { archiveMs: 90 * DAY, purgeMs: 365 * DAY };
});
afterEach(() => there.db.destroy());

function deps(db = there.db) {
  const fanOut = new InProcessFanOut();
  fanOut.subscribe((message) => told.push(message));
  const codes = createAccessCodes('a secret of this test');
  return { db, fanOut, codes, retention, graceMs: GRACE, now: () => now };
}

async function something(at: number): Promise<void> {
  const { db, sessionId } = there;
  const seq = await nextSeq(db, sessionId, 0);
  const event = { session_id: sessionId, seq, at, type: 'session_updated', photo_id: null };
  await insertEvent(db, event);
}

const session = async () => findSession(there.db, there.sessionId);
const actions = async () =>
  (
    await there.db
      .selectFrom('audit_entries')
      .select(['action', 'actor_kind'])
      .orderBy('id')
      .execute()
  ).map(({ action, actor_kind }) => `${actor_kind} ${action}`);

test('nothing goes by itself unless the relay is told so, and not before a week of notice', async () => {
  retention = { archiveMs: null, purgeMs: null };
  expect(await applyRetention(deps())).toEqual(none);
  retention = { archiveMs: 90 * DAY, purgeMs: 365 * DAY };
  expect(await applyRetention(deps())).toEqual(none);
  const shown = await viewRetention(deps(), [(await session()) ?? fail()]);
  expect(shown.get(there.sessionId)).toEqual({
    kept: false,
    archiveAt: START + 7 * DAY,
    deleteAt: null,
  });
  now = START + 7 * DAY - 1;
  expect(await applyRetention(deps())).toEqual(none);
  now += 1;
  expect((await applyRetention(deps())).archived).toEqual([there.sessionId]);
});

test('a session goes its way: archived, into the bin, with everything its owner can take back', async () => {
  await applyRetention(deps());
  await something(START - 10 * DAY);
  now = START + 79 * DAY;
  expect(await applyRetention(deps())).toEqual(none);
  now = START + 80 * DAY;
  expect((await applyRetention(deps())).archived).toEqual([there.sessionId]);
  expect(await session()).toMatchObject({ expires_at: now, deleted_at: null });
  expect(told.map(({ kind }) => kind)).toEqual(['media_key', 'access_ended', 'feed']);
  const archivedAt = now;
  now = archivedAt + 364 * DAY;
  expect(await applyRetention(deps())).toEqual(none);
  now = archivedAt + 365 * DAY;
  expect((await applyRetention(deps())).deleted).toEqual([there.sessionId]);
  expect(await session()).toMatchObject({ deleted_at: now, restorable_until: now + GRACE });
  now += DAY;
  expect(await applyRetention(deps())).toEqual(none);
  expect(await actions()).toEqual(['relay session_archived', 'relay session_deleted']);
});

test('what an owner keeps stays, and what is new begins the time again', async () => {
  await applyRetention(deps());
  now = START + 500 * DAY;
  await updateSession(there.db, there.sessionId, { kept: 1 });
  expect(await applyRetention(deps())).toEqual(none);
  await updateSession(there.db, there.sessionId, { kept: 0 });
  await something(now - DAY);
  expect(await applyRetention(deps())).toEqual(none);
  now += 200 * DAY;
  await updateSession(there.db, there.sessionId, { starts_at: now + DAY });
  expect(await applyRetention(deps())).toEqual(none);
});

test('of several relays at once exactly one does it', async () => {
  await applyRetention(deps());
  now = START + 500 * DAY;
  const all = await Promise.all([1, 2, 3, 4].map(async () => applyRetention(deps())));
  expect(all.flatMap(({ archived }) => archived)).toEqual([there.sessionId]);
  expect(await actions()).toEqual(['relay session_archived']);
});

test('a stricter policy is shown for a week first; a laxer one and a clock that went back harm nobody', async () => {
  await applyRetention(deps());
  now = START + 20 * DAY;
  retention = { archiveMs: 10 * DAY, purgeMs: 365 * DAY };
  expect(await applyRetention(deps())).toEqual(none);
  now += 6 * DAY;
  expect(await applyRetention(deps())).toEqual(none);
  // A clock that was years ahead when the policy came would keep it from ever being applied.
  now = START - 300 * DAY;
  expect(await applyRetention(deps())).toEqual(none);
  now += 6 * DAY;
  expect(await applyRetention(deps())).toEqual(none);
  now += DAY;
  expect((await applyRetention(deps())).archived).toEqual([there.sessionId]);
});

test('an end in the middle leaves no half of it, and the next run does it', async () => {
  await applyRetention(deps());
  now = START + 500 * DAY;
  const { db } = there;
  await db.schema.alterTable('audit_entries').renameTo('audit_put_aside').execute();
  await expect(applyRetention(deps())).rejects.toThrow();
  expect(told).toEqual([]);
  expect(await session()).toMatchObject({ expires_at: null });
  await db.schema.alterTable('audit_put_aside').renameTo('audit_entries').execute();
  expect((await applyRetention(deps())).archived).toEqual([there.sessionId]);
});

function fail(): never {
  throw new Error('The session is gone.');
}
