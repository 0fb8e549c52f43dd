import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { openDatabase, openSqlite } from '../db/database.ts';
import type { Db } from '../db/database.ts';
import { migrateToLatest } from '../db/migrate.ts';
import type { DatabaseSettings } from '../db/settings.ts';
import { leaseDatabase } from './postgres/lease.ts';

/** The database that this run of the suite is about; see vitest.config.ts. */
export const isPostgres = process.env['RELAY_TEST_DATABASE'] === 'postgres';

const byFolder = new Map<string, Promise<DatabaseSettings>>();

/**
 * The database of the relay whose data is in this folder, an empty one at first. It is given away
 * again once the folder is removed.
 */
export async function databaseOf(folder: string): Promise<DatabaseSettings> {
  if (!isPostgres) return { kind: 'sqlite', file: path.join(folder, 'relay', 'relay.sqlite') };
  await mkdir(folder, { recursive: true });
  const known = byFolder.get(folder) ?? leaseDatabase(() => existsSync(folder));
  byFolder.set(folder, known);
  return known;
}

/** An empty database with all tables, for what needs no relay around it; `destroy` gives it back. */
export async function openEmptyDatabase(): Promise<Db> {
  if (isPostgres) return openLeased();
  const db = openSqlite(':memory:');
  await migrateToLatest(db);
  return db;
}

async function openLeased(): Promise<Db> {
  let open = true;
  const db = openDatabase(await leaseDatabase(() => open));
  const destroy = db.destroy.bind(db);
  db.destroy = async () => {
    await destroy();
    open = false;
  };
  return db;
}

/** The settings of a database as the relay reads them from its environment. */
export function databaseVariables(settings: DatabaseSettings): Record<string, string> {
  if (settings.kind === 'sqlite') return {};
  return {
    DB_HOST: settings.host,
    DB_PORT: String(settings.port),
    DB_NAME: settings.name,
    DB_USER: settings.user,
    DB_PASSWORD: settings.password ?? '',
    DB_SSL: settings.ssl,
    DB_POOL_MAX: String(settings.poolMax),
  };
}
