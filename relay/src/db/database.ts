import type { Kysely } from 'kysely';
import { openPostgres } from './postgres/postgres.ts';
import type { PostgresOptions } from './postgres/postgres.ts';
import type { DatabaseSettings } from './settings.ts';
import { openSqlite } from './sqlite.ts';
import type { Tables } from './tables.ts';

export { openSqlite } from './sqlite.ts';

/** A connection or an open transaction: repositories take either. */
export type Db = Kysely<Tables>;

/**
 * Opens the database. PostgreSQL is not asked anything yet: the first query connects.
 *
 * @throws what better-sqlite3 says about a file that cannot be opened.
 */
export function openDatabase(settings: DatabaseSettings, options: PostgresOptions = {}): Db {
  return settings.kind === 'sqlite'
    ? openSqlite(settings.file, options.watch)
    : openPostgres(settings, options);
}
