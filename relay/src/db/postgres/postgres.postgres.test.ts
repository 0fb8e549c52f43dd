import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { leaseDatabase } from '../../testing/postgres/lease.ts';
import { openTestDatabase } from '../../testing/database.ts';
import type { Db } from '../database.ts';
import { migrateDatabase } from '../migrate.ts';
import { migrations } from '../migrations/index.ts';
import { clearDatabase } from '../clear.ts';
import type { PostgresSettings } from '../settings.ts';
import { explainPostgres } from './explain.ts';
import { openPostgres } from './postgres.ts';

let settings: PostgresSettings;
let testing = true;
beforeAll(async () => {
  settings = await leaseDatabase(() => testing);
});
afterAll(() => {
  testing = false;
});

const opened: Db[] = [];
function open(changes: Partial<PostgresSettings> = {}, statementMs?: number): Db {
  const options = statementMs === undefined ? {} : { statementMs };
  const db = openPostgres({ ...settings, ...changes }, options);
  opened.push(db);
  return db;
}
afterEach(async () => {
  for (const db of opened.splice(0)) await db.destroy();
});

test('several relays that start at once bring an empty database up to date once', async () => {
  await clearDatabase(settings);
  const done = await Promise.all([1, 2, 3, 4].map(() => migrateDatabase(settings)));
  expect(done.flat()).toEqual(Object.keys(migrations));
});

test('a statement that takes too long is ended, and the connection is good for the next', async () => {
  const db = open({ poolMax: 1 }, 100);
  await expect(sql`select pg_sleep(10)`.execute(db)).rejects.toMatchObject({ code: 'unavailable' });
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
});

test('a connection that breaks in a transaction fails that one only', async () => {
  const db = open({ poolMax: 1 });
  const broken = db.transaction().execute(async (trx) => {
    await sql`select pg_terminate_backend(pg_backend_pid())`.execute(trx);
  });
  await expect(broken).rejects.toMatchObject({ code: 'unavailable', status: 503, retry: true });
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
});

test('two transactions that wait for each other end, and one of them is told to try again', async () => {
  const { db, sessionId, deviceId } = await openTestDatabase();
  const lockBoth = async (first: 'sessions' | 'devices', second: 'sessions' | 'devices') =>
    db.transaction().execute(async (trx) => {
      for (const table of [first, second]) {
        const id = table === 'sessions' ? sessionId : deviceId;
        await sql`select 1 from ${sql.table(table)} where id = ${id} for update`.execute(trx);
        await sql`select pg_sleep(0.2)`.execute(trx);
      }
    });
  const ends = await Promise.allSettled([
    lockBoth('sessions', 'devices'),
    lockBoth('devices', 'sessions'),
  ]);
  expect(ends.map((end) => end.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const lost = ends.find((end) => end.status === 'rejected');
  expect(lost?.reason).toMatchObject({ code: 'unavailable', retry: true });
  await db.destroy();
});

test('text that PostgreSQL cannot hold is the fault of who sent it', async () => {
  const failure = sql`select ${'a\u0000b'}::text`.execute(open());
  await expect(failure).rejects.toMatchObject({ code: 'invalid_request', status: 400 });
});

test('a number that JavaScript cannot hold is an error, not another number', async () => {
  const query = sql`select 9007199254740993::bigint`.execute(open());
  await expect(query).rejects.toThrow('too large: 9007199254740993');
});

test.each<[string, Partial<PostgresSettings>, string]>([
  ['nobody at the port', { port: 1 }, 'PostgreSQL does not answer at 127.0.0.1:1: start it'],
  ['a wrong password', { password: 'wrong' }, 'PostgreSQL does not let the user'],
  ['a wrong user', { user: 'nobody' }, 'PostgreSQL does not let the user nobody in'],
  ['a wrong database', { name: 'nothing' }, 'PostgreSQL has no database called nothing'],
  ['a server without TLS', { ssl: 'verify' }, 'does not speak TLS: set DB_SSL=off'],
])('%s is one clear sentence', async (_what, changes, sentence) => {
  const wrong = { ...settings, ...changes };
  const failure: unknown = await migrateDatabase(wrong).catch((error: unknown) => error);
  expect(explainPostgres(failure, wrong)).toContain(sentence);
});

test('what is not about the connection is not said to be', () => {
  const refused = Object.assign(new Error('another server'), { code: 'ECONNREFUSED' });
  expect(explainPostgres(refused, settings)).toBeNull();
});
