import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { insertSession, lockSession, nextSeq } from '../repositories/sessions.ts';
import { openTestDatabase, putPhoto } from '../testing/database.ts';
import type { TestDatabase } from '../testing/database.ts';
import { sha256 } from '../testing/pictures.ts';
import type { Db } from './database.ts';
import { migrateToLatest, rollBackOne } from './migrate.ts';
import { isUniqueViolation } from './unique-violation.ts';
import { migrations } from './migrations/index.ts';

let database: TestDatabase;
let db: Db;
beforeEach(async () => {
  database = await openTestDatabase();
  ({ db } = database);
});
afterEach(() => db.destroy());

async function tableNames(): Promise<string[]> {
  return (await db.introspection.getTables()).map((table) => table.name);
}

test('migrations run once, and all the way back and forth', async () => {
  expect(await migrateToLatest(db)).toEqual([]);
  const names = Object.keys(migrations);
  for (const name of names.toReversed()) expect(await rollBackOne(db)).toBe(name);
  expect(await rollBackOne(db)).toBeNull();
  expect(await tableNames()).toEqual([]);
  expect(await migrateToLatest(db)).toEqual(names);
  expect(await db.selectFrom('sessions').selectAll().execute()).toEqual([]);
});

test('a migration that breaks off leaves no trace', async () => {
  const broken = {
    up: async (half: Kysely<unknown>) => {
      await half.schema.createTable('half').addColumn('id', 'text').execute();
      throw new Error('the power went');
    },
  };
  const failure = migrateToLatest(db, { ...migrations, '9999-broken': broken });
  await expect(failure).rejects.toMatchObject({ cause: { message: 'the power went' } });
  expect(await tableNames()).not.toContain('half');
  expect(await migrateToLatest(db)).toEqual([]);
});

test('the same content cannot be live twice in a session, whatever the code above does', async () => {
  for (const n of [1, 2]) {
    await putPhoto(database, { thumb: sha256(`t${n}`), grid: sha256(`g${n}`) });
  }
  const clash: unknown = await db
    .updateTable('photos')
    .set({ source_hash: sha256('one') })
    .execute()
    .catch((error: unknown) => error);
  expect(isUniqueViolation(clash)).toBe(true);
});

test('only what must be unique and is not is a violation of that', async () => {
  const stranger = db
    .insertInto('device_sessions')
    .values({ device_id: 'nobody', session_id: database.sessionId })
    .execute();
  expect(isUniqueViolation(await stranger.catch((error: unknown) => error))).toBe(false);
  expect(isUniqueViolation(new Error('UNIQUE'))).toBe(false);
});

test('numbers come back as numbers, also beyond 32 bits and when they are sums', async () => {
  const late = { id: 'late', slug: 'late', title: 'Late', created_at: 4_102_444_800_123 };
  await insertSession(db, late);
  const row = await db
    .selectFrom('sessions')
    .select((eb) => [
      'created_at',
      eb.fn.countAll().as('count'),
      eb.fn.sum('created_at').as('sum'),
      eb.exists(eb.selectFrom('devices').select('id')).as('any'),
    ])
    .where('id', '=', 'late')
    .groupBy('created_at')
    .executeTakeFirst();
  const created_at = late.created_at;
  expect(row).toEqual({ created_at, count: 1, sum: created_at, any: 1 });
});

test('writers of a session wait for each other, whatever they do meanwhile', async () => {
  const { sessionId } = database;
  const write = async (): Promise<[number, number]> =>
    db.transaction().execute(async (trx) => {
      const before = await lockSession(trx, sessionId);
      await sql`select 1`.execute(trx);
      return [before?.last_seq ?? -1, await nextSeq(trx, sessionId, 1)];
    });
  const places = await Promise.all(Array.from({ length: 20 }, write));
  expect(places.toSorted(([, a], [, b]) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, index) => [index, index + 1]),
  );
});
