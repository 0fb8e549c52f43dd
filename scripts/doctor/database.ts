import { existsSync } from 'node:fs';
import { openDatabase, type Db } from '../../relay/src/db/database.ts';
import { isMissingTable, missingMigrations } from '../../relay/src/db/migrate.ts';
import { explainPostgres } from '../../relay/src/db/postgres/explain.ts';
import type { DatabaseSettings } from '../../relay/src/db/settings.ts';
import { openSqliteToRead } from '../../relay/src/db/sqlite.ts';
import { fail, ok, reasonOf, warn, type Finding } from './finding.ts';

const NAME = 'database';
const MIGRATE = 'Run npm run migrate, or start a relay, which does the same.';

/** Whether the database answers and has the tables that this version needs. */
export async function checkDatabase(settings: DatabaseSettings): Promise<Finding> {
  if (settings.kind === 'sqlite' && !existsSync(settings.file)) {
    return ok(NAME, `${settings.file} is not there yet; the first start makes it.`);
  }
  try {
    return await withDatabase(settings, (db) => readTables(db, settings));
  } catch (error) {
    if (isMissingTable(error)) return warn(NAME, 'It has no tables yet.', MIGRATE);
    return explain(error, settings);
  }
}

async function withDatabase<T>(
  settings: DatabaseSettings,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  const isFile = settings.kind === 'sqlite';
  // Not opened as the relay does: that would make and change files.
  const db = isFile ? openSqliteToRead(settings.file) : openDatabase({ ...settings, poolMax: 1 });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

async function readTables(db: Db, settings: DatabaseSettings): Promise<Finding> {
  const missing = await missingMigrations(db);
  const where = settings.kind === 'sqlite' ? settings.file : `${settings.name} on ${settings.host}`;
  if (missing.length === 0) return ok(NAME, `${where} answers and is up to date.`);
  return warn(NAME, `${where} is not up to date: ${missing.join(', ')}.`, MIGRATE);
}

function explain(error: unknown, settings: DatabaseSettings): Finding {
  const sentence = settings.kind === 'postgres' ? explainPostgres(error, settings) : null;
  const [says, fix] = (sentence ?? '').split(/: (.*)/s);
  if (says !== undefined && fix !== undefined) return fail(NAME, `${says}.`, upper(fix));
  const repair = 'Look at the file or server it names; restore the last backup if it is damaged.';
  return fail(NAME, `It cannot be read: ${reasonOf(error)}.`, repair);
}

function upper(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
