import { v7 as uuid } from 'uuid';
import { InProcessFanOut } from '../../fan-out/in-process-fan-out.ts';
import type { FanOutMessage } from '../../fan-out/fan-out.ts';
import { insertEvent } from '../../repositories/feed.ts';
import { insertImage } from '../../repositories/images.ts';
import { mediaKeysOf } from '../../repositories/media-keys.ts';
import { addLike } from '../../repositories/photo-likes.ts';
import { addTag } from '../../repositories/photo-tags.ts';
import { insertSession, updateSession } from '../../repositories/sessions.ts';
import { insertTakedown } from '../../repositories/takedowns.ts';
import { openTestDatabase, putPhoto } from '../../testing/database.ts';
import type { TestDatabase } from '../../testing/database.ts';
import { sha256 } from '../../testing/pictures.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeExpired } from './close-expired.ts';
import { planPurge, purgeSessions } from './purge.ts';

let database: TestDatabase;
let now: number;
let told: FanOutMessage[];
const fanOut = new InProcessFanOut();
fanOut.subscribe((message) => told.push(message));
beforeEach(async () => {
  database = await openTestDatabase();
  now = Date.now();
  told = [];
});
afterEach(() => database.db.destroy());

const deps = () => ({ db: database.db, fanOut, now: () => now });

const keyOf = async (): Promise<string | undefined> =>
  (await mediaKeysOf(database.db, [database.sessionId])).get(database.sessionId);

const endAt = (expires_at: number | null): Promise<unknown> =>
  updateSession(database.db, database.sessionId, { expires_at });

/** Everything that can be said about a session, in one. */
async function fill(): Promise<string> {
  const { db, sessionId } = database;
  const photoId = await putPhoto(database, { thumb: sha256('thumb'), grid: sha256('grid') });
  const event = { session_id: sessionId, seq: 1, type: 'new_photo', at: 1, photo_id: photoId };
  await insertEvent(db, event);
  await addTag(db, photoId, 'cake');
  await db.transaction().execute((trx) => addLike(trx, photoId, 'guest:1', 1));
  const size = { width: 4, height: 3, bytes: 12, created_at: 0 };
  const image = { id: uuid(), session_id: sessionId, uploader: 'guest:1', name: 'a.jpg' };
  const hashes = { hash: sha256('thumb'), thumb_hash: sha256('grid') };
  await insertImage(db, { ...image, ...hashes, ...size });
  const asked = { id: uuid(), session_id: sessionId, photo_id: photoId, asker: 'guest:1' };
  const wish = { origin: 'x', reason: '', contact: 'li@x.example', state: 'open' as const, hid: 1 };
  const times = { created_at: 1, decided_at: null, decided_by: null, note: '' };
  await insertTakedown(db, { ...asked, ...wish, ...times });
  await keyOf();
  return photoId;
}

/** How many rows the tables still hold. */
async function rows(): Promise<Record<string, number>> {
  const left: Record<string, number> = {};
  const tables = [
    'sessions',
    'photos',
    'photo_renditions',
    'photo_tags',
    'photo_likes',
    'feed_events',
    'images',
    'takedowns',
    'media_keys',
    'device_sessions',
  ] as const;
  for (const table of tables) {
    const found = await database.db
      .selectFrom(table)
      .select((eb) => eb.lit(1).as('one'))
      .execute();
    if (found.length > 0) left[table] = found.length;
  }
  return left;
}

test('a deleted session goes with everything in it once its owner cannot bring it back', async () => {
  const { db, sessionId } = database;
  await fill();
  const before = await rows();
  await updateSession(db, sessionId, { deleted_at: now, restorable_until: now + 1_000 });
  expect([await planPurge(deps()), await purgeSessions(deps())]).toEqual([[], []]);
  expect(await rows()).toEqual(before);

  now += 1_000;
  const counts = { photos: 1, images: 1, messages: 0 };
  const plan = { sessionId, title: 'Party', deletedAt: now - 1_000, ...counts };
  expect(await planPurge(deps())).toEqual([plan]);
  expect(await rows()).toEqual(before);
  expect(await purgeSessions(deps())).toEqual([sessionId]);
  expect(await rows()).toEqual({});
  expect(await purgeSessions(deps())).toEqual([]);
  const [entry] = await db.selectFrom('audit_entries').selectAll().execute();
  expect(entry).toMatchObject({ action: 'session_purged', session_id: sessionId });
});

test('other sessions keep theirs, and a feed that a photo was moved away from has no gap', async () => {
  const { db, sessionId } = database;
  const photoId = await fill();
  const other = { id: uuid(), slug: 'other', title: 'Other', created_at: 0, last_seq: 2 };
  await insertSession(db, other);
  for (const [seq, type] of [
    [1, 'new_photo'],
    [2, 'photo_removed'],
  ] as const) {
    await insertEvent(db, { session_id: other.id, seq, type, at: 1, photo_id: photoId });
  }
  await updateSession(db, sessionId, { deleted_at: 1, restorable_until: 1 });
  await purgeSessions(deps());
  expect(await rows()).toEqual({ sessions: 1, feed_events: 2 });
});

test('a purge that is stopped is gone on with by the next', async () => {
  const { db, sessionId } = database;
  await fill();
  await updateSession(db, sessionId, { deleted_at: 1, restorable_until: 1 });
  expect(await purgeSessions(deps(), AbortSignal.abort())).toEqual([]);
  expect((await rows())['sessions']).toBe(1);
  expect(await purgeSessions(deps())).toEqual([sessionId]);
});

test('the addresses of an ended session end, once for each of its ends', async () => {
  const { sessionId } = database;
  const key = await keyOf();
  await endAt(now + 60_000);
  expect(await closeExpired(deps())).toEqual([]);
  now += 60_000;
  expect(await closeExpired(deps())).toEqual([sessionId]);
  const second = await keyOf();
  expect(second).not.toBe(key);
  expect(told.map((message) => message.kind)).toEqual(['media_key', 'access_ended', 'feed']);
  expect(await closeExpired(deps())).toEqual([]);
  expect(await keyOf()).toBe(second);
  // Its owner gives it more time, and that ends as well.
  await endAt(now + 60_000);
  now += 120_000;
  expect(await closeExpired(deps())).toEqual([sessionId]);
});
