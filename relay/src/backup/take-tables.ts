import { existsSync } from 'node:fs';
import { BackupError } from '@picture-live/shared/backup';
import type { BackupWriter, RelayPart } from '@picture-live/shared/backup';
import { sql } from 'kysely';
import { openDatabase } from '../db/database.ts';
import type { Db } from '../db/database.ts';
import { migrations } from '../db/migrations/index.ts';
import type { DatabaseSettings } from '../db/settings.ts';
import { listTables } from './list-tables.ts';
import { readPages } from './row-pages.ts';
import type { Row } from './row-pages.ts';
import { rowsName, writeRows } from './rows-file.ts';
import { BACKED_UP } from './tables.ts';

/** What one moment of the relay's tables says. */
export interface TakenTables extends Omit<RelayPart, 'without'> {
  /** Blobs that are kept, with their bytes; some hundred bytes of memory for each. */
  blobs: Map<string, number>;
}

/**
 * Writes all rows as they are at one moment, while the relay goes on: SQLite's own snapshot of a
 * WAL database, or a transaction of PostgreSQL that is `repeatable read`.
 *
 * @throws BackupError where there is no database, or one of a newer version.
 */
export async function takeTables(
  settings: DatabaseSettings,
  writer: BackupWriter,
  signal: AbortSignal,
): Promise<TakenTables> {
  if (settings.kind === 'sqlite' && !existsSync(settings.file)) {
    throw new BackupError(`There is nothing to back up: ${settings.file} does not exist.`);
  }
  const db = openDatabase(settings, { statementMs: 0 });
  try {
    const transaction = db.transaction();
    const snapshot =
      settings.kind === 'sqlite'
        ? transaction
        : transaction.setIsolationLevel('repeatable read').setAccessMode('read only');
    return await snapshot.execute(async (trx) => takeAll(trx, settings.kind, writer, signal));
  } finally {
    await db.destroy();
  }
}

async function takeAll(
  trx: Db,
  kind: DatabaseSettings['kind'],
  writer: BackupWriter,
  signal: AbortSignal,
): Promise<TakenTables> {
  const done = await listMigrations(trx);
  const there = new Set(await listTables(trx, kind));
  const counts = new Map<string, number>();
  const blobs = new Map<string, number>();
  const gone = new Set<string>();
  for (const table of BACKED_UP) {
    if (!there.has(table)) continue;
    let part = 0;
    for await (const rows of readPages(trx, kind, table)) {
      signal.throwIfAborted();
      part += 1;
      await writer.add(rowsName(table, part), writeRows(table, rows));
      counts.set(table, (counts.get(table) ?? 0) + rows.length);
      if (table === 'blobs') for (const row of rows) noteBlob(blobs, row);
      if (table === 'blob_collection') for (const row of rows) noteGone(gone, row);
    }
  }
  for (const hash of gone) blobs.delete(hash);
  return {
    migrations: done,
    sessions: counts.get('sessions') ?? 0,
    photos: counts.get('photos') ?? 0,
    messages: counts.get('messages') ?? 0,
    blobs,
  };
}

async function listMigrations(trx: Db): Promise<string[]> {
  const done = sql<{ name: string }>`select name from kysely_migration order by name`;
  const names = (await done.execute(trx)).rows.map(({ name }) => name);
  const unknown = names.find((name) => !Object.hasOwn(migrations, name));
  if (unknown === undefined) return names;
  throw new BackupError(`The database is of a newer Picture Live (${unknown}): update this one.`);
}

function noteBlob(blobs: Map<string, number>, { hash, bytes }: Row): void {
  blobs.set(String(hash), Number(bytes));
}

function noteGone(gone: Set<string>, { hash, state }: Row): void {
  if (state === 'collected') gone.add(String(hash));
}
