import { rm } from 'node:fs/promises';
import { sql } from 'kysely';
import { openDatabase } from './database.ts';
import type { DatabaseSettings, PostgresSettings } from './settings.ts';

/**
 * Removes every table with all that is in it, whichever version of the relay made them. Nobody
 * may be working with a SQLite file meanwhile.
 */
export async function clearDatabase(settings: DatabaseSettings): Promise<void> {
  if (settings.kind === 'postgres') return dropTables(settings);
  for (const ending of ['', '-wal', '-shm']) await rm(settings.file + ending, { force: true });
}

async function dropTables(settings: PostgresSettings): Promise<void> {
  const db = openDatabase(settings, { statementMs: 0 });
  try {
    await db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ tablename: string }>`
        select tablename from pg_tables where schemaname = current_schema()`.execute(trx);
      for (const { tablename } of rows) await trx.schema.dropTable(tablename).cascade().execute();
    });
  } finally {
    await db.destroy();
  }
}
