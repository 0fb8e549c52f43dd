import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { DatabaseSettings } from '../db/settings.ts';

/** The names of all tables but those in which migrations are counted. */
export async function listTables(db: Db, kind: DatabaseSettings['kind']): Promise<string[]> {
  const query =
    kind === 'sqlite'
      ? sql<{ name: string }>`select name from sqlite_master where type = 'table'`
      : sql<{ name: string }>`
          select tablename as name from pg_tables where schemaname = current_schema()`;
  const { rows } = await query.execute(db);
  return rows
    .map(({ name }) => name)
    .filter((name) => !/^(?:kysely_|sqlite_)/.test(name))
    .toSorted();
}
