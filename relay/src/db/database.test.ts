import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { Kysely, SqliteDialect, sql } from 'kysely';
import type { CompiledQuery } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findLiveBySource, listLive } from '../repositories/photos.ts';
import { listEvents } from '../repositories/feed.ts';
import { openTestDatabase, putPhoto } from '../testing/database.ts';
import { sha256 } from '../testing/pictures.ts';
import { openSqlite } from './database.ts';
import { migrateToLatest } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Tables } from './tables.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'relay-db-'));
  file = path.join(folder, 'relay.sqlite');
});
afterEach(() => rm(folder, { recursive: true }));

test('what is committed is on the disk: WAL, synchronous=FULL, foreign keys', async () => {
  const db = openSqlite(file);
  const pragma = async (name: string): Promise<unknown> =>
    (await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db)).rows[0]?.[name];
  expect(await pragma('journal_mode')).toBe('wal');
  expect(await pragma('synchronous')).toBe(2);
  expect(await pragma('foreign_keys')).toBe(1);
  await db.destroy();
});

test('migrations run once, and back and forth', async () => {
  const db = openSqlite(file);
  await migrateToLatest(db);
  await migrateToLatest(db);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const down = await migrator.migrateDown();
  expect(down.error).toBeUndefined();
  await migrateToLatest(db);
  expect(await db.selectFrom('sessions').selectAll().execute()).toEqual([]);
  await db.destroy();
});

test('a migration that breaks off leaves no trace', async () => {
  const db = openSqlite(file);
  const provider = {
    getMigrations: async () => ({
      '0001-broken': {
        up: async (broken: Kysely<unknown>) => {
          await broken.schema.createTable('half').addColumn('id', 'text').execute();
          throw new Error('the power went');
        },
      },
    }),
  };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  expect(String(error)).toContain('the power went');
  const tables = await sql<{ name: string }>`select name from sqlite_schema`.execute(db);
  expect(tables.rows.map((row) => row.name)).not.toContain('half');
  await db.destroy();
});

test('the same content cannot be live twice in a session, whatever the code above does', async () => {
  const database = await openTestDatabase();
  const ids = [];
  for (const n of [1, 2]) {
    ids.push(await putPhoto(database, { thumb: sha256(`t${n}`), grid: sha256(`g${n}`) }));
  }
  const clash = database.db
    .updateTable('photos')
    .set({ source_hash: sha256('one') })
    .execute();
  await expect(clash).rejects.toThrow('UNIQUE');
  await database.db.destroy();
});

test('list, feed and duplicates are found by index, however many photos there are', async () => {
  const database = new BetterSqlite3(file);
  const queries: CompiledQuery[] = [];
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database }),
    log: ({ query }) => {
      queries.push(query);
    },
  });
  await migrateToLatest(db);
  queries.length = 0;
  await listLive(db, 'session', 1_000, 60);
  await listLive(db, 'session', null, 60);
  await listEvents(db, 'session', 10, 200);
  await findLiveBySource(db, 'session', sha256('source'));
  const plans = queries.map(({ sql: text, parameters }) =>
    database
      .prepare<unknown[], { detail: string }>(`explain query plan ${text}`)
      .all(...parameters)
      .map((step) => step.detail)
      .join('; '),
  );
  expect(plans).toHaveLength(4);
  for (const plan of plans) expect(plan).toMatch(/^SEARCH \w+ USING INDEX \w+ \([^;]+\)$/);
  await db.destroy();
});
