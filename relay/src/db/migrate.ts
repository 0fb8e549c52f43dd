import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration';
import type { Migration, MigrationResultSet } from 'kysely/migration';
import { openDatabase } from './database.ts';
import { migrations } from './migrations/index.ts';
import type { DatabaseSettings } from './settings.ts';

/** Names in the order of which they run; a test gives its own. */
type Migrations = Record<string, Migration>;

/**
 * Brings the tables up to date, in one transaction: all of it happens or nothing. Several may
 * start at once: on PostgreSQL they wait for each other (an advisory lock), an embedded relay has
 * its folder to itself.
 *
 * @returns the names of what was done; empty where nothing had to be.
 * @throws Error saying so, with the one of the migration that failed as its cause.
 */
export async function migrateToLatest<T>(
  db: Kysely<T>,
  known: Migrations = migrations,
): Promise<string[]> {
  if (await isUpToDate(db, known)) return [];
  return namesOf(await migrator(db, known).migrateToLatest(), 'brought up to date');
}

/**
 * Takes the newest migration back, and with it everything that only its tables could hold.
 *
 * @returns its name, or null where there was none.
 */
export async function rollBackOne<T>(
  db: Kysely<T>,
  known: Migrations = migrations,
): Promise<string | null> {
  const [name] = namesOf(await migrator(db, known).migrateDown(), 'taken back by a migration');
  return name ?? null;
}

/** `migrateToLatest` on a connection of its own, which may take as long as it needs. */
export async function migrateDatabase(settings: DatabaseSettings): Promise<string[]> {
  const db = openDatabase(settings, { statementMs: 0 });
  try {
    return await migrateToLatest(db);
  } finally {
    await db.destroy();
  }
}

/** The migrations that this relay needs and the database has not had; one more than needed is no fault. */
export async function missingMigrations<T>(
  db: Kysely<T>,
  known: Migrations = migrations,
): Promise<string[]> {
  const done = await namesDone(db);
  return Object.keys(known).filter((name) => !done.has(name));
}

/** One query in place of the migrator's look at the whole catalogue, which every start would pay. */
async function isUpToDate<T>(db: Kysely<T>, known: Migrations): Promise<boolean> {
  try {
    const names = await namesDone(db);
    return (
      names.size === Object.keys(known).length &&
      Object.keys(known).every((name) => names.has(name))
    );
  } catch (error) {
    if (isMissingTable(error)) return false;
    throw error;
  }
}

async function namesDone<T>(db: Kysely<T>): Promise<Set<string>> {
  const done = sql<{ name: string }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`;
  const { rows } = await done.execute(db);
  return new Set(rows.map((row) => row.name));
}

/** Whether a query failed because the database has no tables yet. */
export function isMissingTable(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const { code, message } = error;
  return code === '42P01' || (code === 'SQLITE_ERROR' && message.startsWith('no such table'));
}

function migrator<T>(db: Kysely<T>, known: Migrations): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => known } });
}

function namesOf({ error, results = [] }: MigrationResultSet, done: string): string[] {
  if (error !== undefined) {
    throw new Error(`The database could not be ${done}.`, { cause: error });
  }
  return results.map((result) => result.migrationName);
}
