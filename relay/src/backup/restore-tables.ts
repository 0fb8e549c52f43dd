import { BackupError, newer, readEntries, toBuffer } from '@picture-live/shared/backup';
import type { RelayPart } from '@picture-live/shared/backup';
import { sql } from 'kysely';
import { clearDatabase } from '../db/clear.ts';
import { openDatabase } from '../db/database.ts';
import type { Db } from '../db/database.ts';
import { migrateToLatest } from '../db/migrate.ts';
import { migrations } from '../db/migrations/index.ts';
import type { DatabaseSettings } from '../db/settings.ts';
import { beginAnew } from './begin-anew.ts';
import type { Gap } from './begin-anew.ts';
import { listTables } from './list-tables.ts';
import { readRows, tableOf } from './rows-file.ts';
import type { Rows } from './rows-file.ts';
import { BACKED_UP } from './tables.ts';

/** Parameters of one statement; SQLite takes 32,766. */
const PARAMETERS = 20_000;

/** @throws BackupError where the backup has been through migrations that this program lacks. */
export function requireKnown(file: string, version: string, relay: RelayPart): void {
  if (relay.migrations.every((name) => Object.hasOwn(migrations, name))) return;
  throw new BackupError(newer(file, version));
}

/**
 * Makes sure that nothing would be overwritten: no tables at all, or ours without a row.
 *
 * @param place the database as people call it.
 * @throws BackupError where there is something.
 */
export async function requireEmpty(settings: DatabaseSettings, place: string): Promise<void> {
  const db = openDatabase(settings, { statementMs: 0 });
  try {
    const ours = new Set<string>(BACKED_UP);
    for (const name of await listTables(db, settings.kind)) {
      const table = sql.table(name);
      const { rows } = await sql`select 1 from ${table} limit 1`.execute(db);
      if (rows.length === 0 && ours.has(name)) continue;
      throw new BackupError(
        `The database ${place} is not empty (${name}): make an empty one, and name it with DB_NAME.`,
      );
    }
  } finally {
    await db.destroy();
  }
}

export interface RestoreTables {
  gap: Gap;
  /** The last that may fail; the database stays empty then. */
  beforeCommit: () => Promise<void>;
  signal: AbortSignal;
}

/**
 * Fills an empty database: the tables as they were when the backup was made, all rows in one
 * transaction, then what has been added to the tables since.
 */
export async function restoreTables(
  file: string,
  { relay }: { relay: RelayPart },
  settings: DatabaseSettings,
  { gap, beforeCommit, signal }: RestoreTables,
): Promise<void> {
  // It may have tables of another version, without rows.
  await clearDatabase(settings);
  const db = openDatabase(settings, { statementMs: 0 });
  try {
    const then = new Set(relay.migrations);
    await migrateToLatest(
      db,
      Object.fromEntries(Object.entries(migrations).filter(([name]) => then.has(name))),
    );
    await db.transaction().execute(async (trx) => {
      await deleteAll(trx, settings.kind);
      await insertAll(trx, file, signal);
      await markGone(trx, relay.without);
      await beginAnew(trx, gap);
      await beforeCommit();
    });
    await migrateToLatest(db);
  } finally {
    await db.destroy();
  }
}

/** Migrations put in rows of their own. */
async function deleteAll(trx: Db, kind: DatabaseSettings['kind']): Promise<void> {
  const there = new Set(await listTables(trx, kind));
  for (const table of BACKED_UP.toReversed()) {
    if (there.has(table)) await sql`delete from ${sql.table(table)}`.execute(trx);
  }
}

async function insertAll(trx: Db, file: string, signal: AbortSignal): Promise<void> {
  let begun = false;
  await readEntries(
    file,
    async ({ name, body }) => {
      const table = tableOf(name);
      // They stand together: what follows are pictures, which need not be read for this.
      if (table === null) return !begun;
      begun = true;
      const rows = parseRows(file, name, (await toBuffer(body)).toString());
      await insertRows(trx, table, rows);
      return true;
    },
    { signal },
  );
}

function parseRows(file: string, name: string, text: string): Rows {
  try {
    return readRows(text);
  } catch (error) {
    throw new BackupError(`${file} is damaged: ${name} cannot be read.`, { cause: error });
  }
}

async function insertRows(trx: Db, table: string, { columns, rows }: Rows): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const atOnce = Math.max(1, Math.floor(PARAMETERS / columns.length));
  for (let at = 0; at < rows.length; at += atOnce) {
    const values = rows.slice(at, at + atOnce).map((row) => sql`(${sql.join(row)})`);
    await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(values)}`.execute(trx);
  }
}

/** The relay has to know which bytes it does not have, so that laptops bring them again. */
async function markGone(trx: Db, hashes: readonly string[]): Promise<void> {
  for (const hash of hashes) {
    const row = { state: 'collected' as const, since: Date.now() };
    await trx
      .insertInto('blob_collection')
      .values({ hash, ...row })
      .onConflict((conflict) => conflict.column('hash').doUpdateSet(row))
      .execute();
  }
}
