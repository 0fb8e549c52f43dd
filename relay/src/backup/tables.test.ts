import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openSqlite } from '../db/database.ts';
import { migrateToLatest } from '../db/migrate.ts';
import { openEmptyDatabase, isPostgres } from '../testing/test-database.ts';
import { listTables } from './list-tables.ts';
import { BACKED_UP } from './tables.ts';

test('every table of the relay is in a backup', async () => {
  const db = await openEmptyDatabase();
  const there = await listTables(db, isPostgres ? 'postgres' : 'sqlite');
  expect(BACKED_UP.toSorted()).toEqual(there);
  await db.destroy();
});

test('no row comes before one that it refers to', async () => {
  const db = openSqlite(':memory:');
  await migrateToLatest(db);
  const { rows } = await sql<{ child: string; parent: string }>`
    select m.name as child, f."table" as parent
    from sqlite_master m, pragma_foreign_key_list(m.name) f`.execute(db);
  expect(rows.length).toBeGreaterThan(20);
  const order: readonly string[] = BACKED_UP;
  const wrong = rows.filter(({ child, parent }) => order.indexOf(parent) >= order.indexOf(child));
  expect(wrong).toEqual([]);
  await db.destroy();
});
