import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FanOutMessage } from '../../fan-out/fan-out.ts';
import { insertEvent } from '../../repositories/feed.ts';
import { insertLogin } from '../../repositories/logins.ts';
import { saveMember } from '../../repositories/members.ts';
import { findSession, nextSeq, updateSession } from '../../repositories/sessions.ts';
import { openTestDatabase, putPhoto, takePhotoBack } from '../../testing/database.ts';
import type { TestDatabase } from '../../testing/database.ts';
import { sha256 } from '../../testing/pictures.ts';
import { lookService } from './look.ts';
import { MOST_EVENTS } from './missed-events.ts';
import type { Found, LookService } from './look.ts';
import type { Grounds } from './open-access.ts';

let database: TestDatabase;
let look: LookService;
beforeEach(async () => {
  database = await openTestDatabase();
  look = lookService(database.db);
});
afterEach(() => database.db.destroy());

async function find(grounds: Grounds[], through: [string, number][] = []): Promise<Found> {
  return look.look({ grounds, through: new Map(through) });
}

const cuts = ({ messages }: Found): string[] =>
  messages.flatMap((message) => (message.kind === 'access_ended' ? [message.holder] : []));

/** Somebody in the session, as it is while nothing has been changed. */
function seat(changes: Partial<Grounds>): Grounds {
  return {
    sessionId: database.sessionId,
    actor: { kind: 'anonymous' },
    standing: 'anonymous',
    session: { guestsSince: 0, deletedAt: null },
    ...changes,
  };
}

async function addUser(): Promise<{ userId: string; tokenId: string }> {
  const { db } = database;
  const [userId, tokenId] = [uuid(), uuid()];
  const row = { id: userId, email: `${userId}@x.example`, password_hash: '', name: 'Anna' };
  await db
    .insertInto('users')
    .values({ ...row, is_admin: 0, created_at: 0, updated_at: 0 })
    .execute();
  const login = { id: tokenId, user_id: userId, client_hash: '' };
  await insertLogin(db, { ...login, created_at: 0, last_used_at: 0, ended_at: null });
  return { userId, tokenId };
}

async function tell(photoId: string, type: string, photosAdded: number): Promise<number> {
  const { db, sessionId } = database;
  const seq = await nextSeq(db, sessionId, photosAdded);
  await insertEvent(db, { session_id: sessionId, seq, type, at: seq, photo_id: photoId });
  return seq;
}

test('events that were not told are found, each as it is now, and no others', async () => {
  const { sessionId } = database;
  const [one, two] = [
    await putPhoto(database, { thumb: sha256('t1'), grid: sha256('g1') }),
    await putPhoto(database, { thumb: sha256('t2'), grid: sha256('g2') }),
  ];
  // putPhoto takes a number of its own.
  const first = await tell(one, 'new_photo', 0);
  await tell(two, 'new_photo', 0);
  await takePhotoBack(database.db, two, 5);
  const { messages, restarted } = await find([], [[sessionId, first - 1]]);
  const events = messages.flatMap((message: FanOutMessage) =>
    message.kind === 'feed' ? [message.event] : [],
  );
  expect(events).toMatchObject([
    { type: 'new_photo', seq: first, photo: { id: one } },
    { type: 'photo_removed', seq: first + 1, photoId: two },
  ]);
  expect(restarted).toEqual([]);
  expect((await find([], [[sessionId, first + 1]])).messages).toEqual([]);
});

test('of very many missed events a look finds the first, and says that there are more', async () => {
  const { db, sessionId } = database;
  const rows = Array.from({ length: MOST_EVENTS + 1 }, (_, n) => ({
    session_id: sessionId,
    seq: n + 1,
    type: 'session_updated',
    at: n,
    photo_id: null,
  }));
  await db.insertInto('feed_events').values(rows).execute();
  await updateSession(db, sessionId, { last_seq: rows.length });
  const first = await find([], [[sessionId, 0]]);
  expect([first.messages.length, first.more]).toEqual([MOST_EVENTS, true]);
  const last = await find([], [[sessionId, MOST_EVENTS]]);
  expect([last.messages.length, last.more]).toEqual([1, false]);
});

test('a feed that is shorter than what was told begins anew', async () => {
  const { db, sessionId } = database;
  const { last_seq: lastSeq } = (await findSession(db, sessionId)) ?? { last_seq: -1 };
  expect(await find([], [[sessionId, 99]])).toEqual({
    messages: [],
    restarted: [[sessionId, lastSeq]],
    more: false,
  });
});

test('whoever may stay is left alone', async () => {
  const { db, sessionId, deviceId } = database;
  const [user, member] = [await addUser(), await addUser()];
  await saveMember(db, {
    session_id: sessionId,
    user_id: member.userId,
    role: 'owner',
    created_at: 0,
  });
  const found = await find([
    seat({}),
    seat({ actor: { kind: 'guest', sessionId, guestId: 'g' }, standing: 'guest' }),
    seat({ actor: { kind: 'user', ...user }, standing: 'guest' }),
    seat({ actor: { kind: 'user', ...member }, standing: 'owner' }),
    seat({ actor: { kind: 'device', deviceId }, standing: 'device' }),
    seat({ actor: { kind: 'device', deviceId }, standing: 'anonymous' }),
  ]);
  expect(found.messages).toEqual([]);
});

test('a login that has ended is cut, and only that one', async () => {
  const [user, other] = [await addUser(), await addUser()];
  await database.db
    .updateTable('logins')
    .set({ ended_at: 1 })
    .where('id', '=', user.tokenId)
    .execute();
  const seats = [user, other].map((one) =>
    seat({ actor: { kind: 'user', ...one }, standing: 'guest' }),
  );
  expect(cuts(await find(seats))).toEqual([`login:${user.tokenId}`]);
});

test('a member who was removed or has another role is cut', async () => {
  const { db, sessionId } = database;
  const [gone, lowered] = [await addUser(), await addUser()];
  const row = { session_id: sessionId, user_id: lowered.userId, created_at: 0 };
  await saveMember(db, { ...row, role: 'moderator' });
  const seats = [gone, lowered].map((one) =>
    seat({ actor: { kind: 'user', ...one }, standing: 'photographer' }),
  );
  expect(cuts(await find(seats))).toEqual(
    [gone, lowered].map(({ userId }) => `member:${sessionId}:${userId}`),
  );
});

test.each(['devices', 'device_sessions'] as const)(
  'a device that %s do not have any more is cut',
  async (table) => {
    const { db, deviceId } = database;
    const mine = seat({ actor: { kind: 'device', deviceId }, standing: 'device' });
    if (table === 'devices') await db.updateTable(table).set({ revoked_at: 1 }).execute();
    else await db.deleteFrom(table).execute();
    expect(cuts(await find([mine]))).toEqual([`device:${deviceId}`]);
  },
);

test('guests of before a change of the code are cut, and what they can address ends', async () => {
  const { db, sessionId } = database;
  await updateSession(db, sessionId, { guests_since: 7 });
  const late = { guestsSince: 7, deletedAt: null };
  expect((await find([seat({ session: late })])).messages).toEqual([]);
  const { messages } = await find([seat({ session: late }), seat({})]);
  expect(messages).toEqual([
    { kind: 'media_key', sessionId },
    { kind: 'access_ended', holder: `guests:${sessionId}` },
  ]);
});

test('everybody in a session that was deleted is cut, but not who came back into it', async () => {
  const { db, sessionId } = database;
  const owner = await addUser();
  const row = { session_id: sessionId, user_id: owner.userId, created_at: 0 };
  await saveMember(db, { ...row, role: 'owner' });
  await updateSession(db, sessionId, { deleted_at: 8 });
  const actor = { kind: 'user' as const, ...owner };
  const session = { guestsSince: 0, deletedAt: 8 };
  expect(cuts(await find([seat({ actor, standing: 'owner', session })]))).toEqual([]);
  expect(cuts(await find([seat({ actor, standing: 'owner' })]))).toEqual([`session:${sessionId}`]);
  const elsewhere = uuid();
  expect(cuts(await find([seat({ sessionId: elsewhere })]))).toEqual([`session:${elsewhere}`]);
});
