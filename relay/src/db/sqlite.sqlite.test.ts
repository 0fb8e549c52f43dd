import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { Kysely, SqliteDialect, sql } from 'kysely';
import type { CompiledQuery } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listEvents } from '../repositories/feed.ts';
import { findLiveBySource, listLive } from '../repositories/photos.ts';
import { sha256 } from '../testing/pictures.ts';
import { openDatabase } from './database.ts';
import { migrateToLatest } from './migrate.ts';
import type { Tables } from './tables.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'relay-db-'));
  file = path.join(folder, 'relay.sqlite');
});
afterEach(() => rm(folder, { recursive: true }));

test('what is committed is on the disk: WAL, synchronous=FULL, foreign keys', async () => {
  const db = openDatabase({ kind: 'sqlite', file });
  const pragma = async (name: string): Promise<unknown> =>
    (await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db)).rows[0]?.[name];
  expect(await pragma('journal_mode')).toBe('wal');
  expect(await pragma('synchronous')).toBe(2);
  expect(await pragma('foreign_keys')).toBe(1);
  await db.destroy();
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
