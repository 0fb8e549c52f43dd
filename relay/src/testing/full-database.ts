import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { isPostgres } from './test-database.ts';

/**
 * Lets the database grow no further, as on a full disk.
 *
 * @returns makes room again.
 */
export async function fillDatabase(db: Db): Promise<() => Promise<void>> {
  return isPostgres ? fillPostgres(db) : fillSqlite(db);
}

async function fillSqlite(db: Db): Promise<() => Promise<void>> {
  const pages = await sql<{ page_count: number }>`pragma page_count`.execute(db);
  const limit = async (count: number): Promise<void> => {
    await sql.raw(`pragma max_page_count = ${count}`).execute(db);
  };
  await limit(pages.rows[0]?.page_count ?? 0);
  return async () => limit(100_000);
}

/** A real full disk would stop the other tests too: this is only how PostgreSQL says it. */
async function fillPostgres(db: Db): Promise<() => Promise<void>> {
  await sql`
    create function no_room() returns trigger language plpgsql as $$
    begin raise 'could not extend file: No space left on device' using errcode = 'disk_full'; end
    $$`.execute(db);
  await sql`create trigger full_disk before insert on blobs execute function no_room()`.execute(db);
  return async () => {
    await sql`drop function no_room() cascade`.execute(db);
  };
}
