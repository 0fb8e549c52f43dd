import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestDatabase, putPhoto, takePhotoBack } from '../../testing/database.ts';
import type { TestDatabase } from '../../testing/database.ts';
import { sha256 } from '../../testing/pictures.ts';
import { describePlan } from '../../cli/describe-plan.ts';
import type { RetentionConfig } from '../../config/retention.ts';
import { insertSession, updateSession } from '../../repositories/sessions.ts';
import { writeSetting } from '../../repositories/settings.ts';
import { planRetention } from './plan-retention.ts';

let there: TestDatabase;
beforeEach(async () => {
  there = await openTestDatabase();
});
afterEach(() => there.db.destroy());

const put = (name: string) =>
  putPhoto(there, { thumb: sha256(`${name} thumb`), grid: sha256(`${name} grid`) });

const DAY = 24 * 3_600_000;
const off = { archiveMs: null, purgeMs: null };
const plan = (now: number, retention: RetentionConfig = off) =>
  planRetention(there.db, { retention, photoGraceMs: 1_000, now });

test('what will go is told with its time, before it goes', async () => {
  const { db, sessionId } = there;
  expect(await plan(6_500)).toEqual({
    policy: null,
    later: 0,
    sessions: [],
    bin: { photos: 0, bytes: 0, firstAt: null },
    waiting: { blobs: 0, bytes: 0 },
    doomed: { blobs: 0, bytes: 0 },
  });
  const [first, second] = [await put('a'), await put('b')];
  await takePhotoBack(db, first, 7_000);
  await takePhotoBack(db, second, 5_000);
  const doomed = { hash: sha256('b thumb'), state: 'doomed' as const, since: 1 };
  await db.insertInto('blob_collection').values(doomed).execute();
  expect(await plan(6_500)).toMatchObject({
    bin: { photos: 2, bytes: 48, firstAt: 6_000 },
    // The grid of what cannot be restored any more; its thumb is marked already.
    waiting: { blobs: 1, bytes: 12 },
    doomed: { blobs: 1, bytes: 12 },
  });
  const deleted = { deleted_at: 1, restorable_until: 9_000 };
  await db.updateTable('sessions').set(deleted).where('id', '=', sessionId).execute();
  expect(await plan(6_500)).toMatchObject({
    sessions: [{ title: 'Party', at: 9_000, photos: 2, messages: 0, bytes: 48 }],
    bin: { photos: 0 },
  });
});

test('what the policy will do is told with its day, and not what an owner keeps', async () => {
  const { db, sessionId } = there;
  await put('a');
  const now = 1_000 * DAY;
  const policy = { archiveMs: 90 * DAY, purgeMs: 365 * DAY };
  const known = JSON.stringify({ ...policy, since: now - 100 * DAY });
  await writeSetting(db, 'retention_policy', known);
  const content = { id: sessionId, title: 'Party', photos: 1, messages: 0, bytes: 24 };
  expect((await plan(now, policy)).policy).toEqual([
    { ...content, step: 'archive', at: 907 * DAY },
  ]);
  await updateSession(db, sessionId, { expires_at: now - DAY });
  expect((await plan(now, policy)).policy).toEqual([
    { ...content, step: 'delete', at: now + 364 * DAY },
  ]);
  const told = describePlan(await plan(now, policy), 'The relay', now).join('\n');
  expect(told).toMatch(/1973-\S+: moves into the bin “Party”, 1 photos, 0\.0 MB/);
  await updateSession(db, sessionId, { kept: 1 });
  expect((await plan(now, policy)).policy).toEqual([]);
});

test('of very many sessions the next are told one by one, and of the others how many they are', async () => {
  const { db } = there;
  for (let day = 1; day <= 201; day += 1) {
    const names = { id: `session ${day}`, slug: `s${day}`, title: `Day ${day}` };
    await insertSession(db, { ...names, created_at: (500 - day) * DAY });
  }
  const policy = { archiveMs: 365 * DAY, purgeMs: null };
  await writeSetting(db, 'retention_policy', JSON.stringify({ ...policy, since: 0 }));
  const all = await plan(600 * DAY, policy);
  expect([all.policy?.length, all.later]).toEqual([200, 2]);
  expect(all.policy?.at(0)?.title).toBe('Party');
  expect(describePlan(all, 'The relay', 600 * DAY).join('\n')).toContain('2 more sessions');
});
