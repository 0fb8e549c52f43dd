import { afterEach, beforeEach, expect, test } from 'vitest';
import { endLogins, insertLogin, isLoginAlive } from '../repositories/logins.ts';
import { updatePhoto } from '../repositories/photos.ts';
import { listPurgeable } from '../repositories/session-purge.ts';
import { findSession, updateSession } from '../repositories/sessions.ts';
import { insertUser } from '../repositories/users.ts';
import { applyRetention } from '../services/retention/apply-retention.ts';
import { planRetention } from '../services/retention/plan-retention.ts';
import { createAccessCodes } from '../services/access/access-codes.ts';
import { InProcessFanOut } from '../fan-out/in-process-fan-out.ts';
import { openTestDatabase, putPhoto, takePhotoBack } from '../testing/database.ts';
import type { TestDatabase } from '../testing/database.ts';
import { sha256 } from '../testing/pictures.ts';
import { beginAnew } from './begin-anew.ts';

const DAY = 24 * 3_600_000;
const BACKUP = 1_000 * DAY;
const GRACE = 30 * DAY;
/** A hundred days later. */
const gap = { createdAt: BACKUP, now: BACKUP + 100 * DAY };

let there: TestDatabase;
beforeEach(async () => {
  there = await openTestDatabase();
});
afterEach(() => there.db.destroy());

test('nobody is logged in any more: a login that was ended since does not live again', async () => {
  const { db } = there;
  const person = { id: 'anna', email: 'anna@example.com', name: 'Anna', password_hash: '' };
  await insertUser(db, { ...person, is_admin: 1, created_at: 0, updated_at: 0 });
  const login = {
    user_id: 'anna',
    client_hash: '',
    created_at: 0,
    last_used_at: 0,
    ended_at: null,
  };
  await insertLogin(db, { ...login, id: 'phone' });
  await insertLogin(db, { ...login, id: 'before' });
  await endLogins(db, { userId: 'anna', only: 'before' }, BACKUP - DAY);
  await beginAnew(db, gap);
  expect(await isLoginAlive(db, 'phone', 'anna')).toBe(false);
  const ends = await db.selectFrom('logins').select('ended_at').orderBy('ended_at').execute();
  expect(ends.map((row) => row.ended_at)).toEqual([BACKUP - DAY, gap.now]);
});

test('a deleted session and photos in the bin have as long as they had when it was made', async () => {
  const { db, sessionId } = there;
  const put = (name: string) => putPhoto(there, { thumb: sha256(name), grid: sha256(`${name}2`) });
  const [binned, gone, hidden] = [await put('a'), await put('b'), await put('c')];
  await takePhotoBack(db, binned, BACKUP - 10 * DAY);
  await takePhotoBack(db, gone, BACKUP - 40 * DAY);
  await takePhotoBack(db, hidden, BACKUP - 10 * DAY);
  await updatePhoto(db, hidden, { hidden: 'hidden' });
  await beginAnew(db, gap);
  const at = async (id: string) =>
    (await db.selectFrom('photos').select('removed_at').where('id', '=', id).execute())[0];
  expect((await at(binned))?.removed_at).toBe(gap.now - 10 * DAY);
  // Its time was over before: it does not come back into a bin without its pictures.
  expect((await at(gone))?.removed_at).toBeLessThan(gap.now - GRACE);
  expect((await at(hidden))?.removed_at).toBe(BACKUP - 10 * DAY);

  await updateSession(db, sessionId, { deleted_at: 1, restorable_until: BACKUP + 5 * DAY });
  expect(await listPurgeable(db, gap.now, 10)).toHaveLength(1);
  await beginAnew(db, gap);
  expect(await listPurgeable(db, gap.now + 5 * DAY - 1, 10)).toEqual([]);
});

test('a policy that has been waiting for long is announced for a week before it does anything', async () => {
  const { db, sessionId } = there;
  const retention = { archiveMs: 90 * DAY, purgeMs: null };
  let { now } = gap;
  const codes = createAccessCodes('a secret of this test');
  const fanOut = new InProcessFanOut();
  const run = () =>
    applyRetention({ db, fanOut, codes, retention, graceMs: GRACE, now: () => now });
  now = BACKUP - DAY;
  expect((await run()).archived).toEqual([]);
  await beginAnew(db, gap);
  ({ now } = gap);
  const plan = await planRetention(db, { retention, photoGraceMs: GRACE, now });
  expect(plan.policy).toMatchObject([{ id: sessionId, step: 'archive', at: now + 7 * DAY }]);
  expect((await run()).archived).toEqual([]);
  now += 7 * DAY;
  expect((await run()).archived).toEqual([sessionId]);
});

test('a clock that is behind that of the backup takes no time away', async () => {
  const { db, sessionId } = there;
  await updateSession(db, sessionId, { deleted_at: 1, restorable_until: BACKUP + 5 * DAY });
  await beginAnew(db, { createdAt: BACKUP, now: BACKUP - DAY });
  expect(await findSession(db, sessionId)).toMatchObject({ restorable_until: BACKUP + 5 * DAY });
});
