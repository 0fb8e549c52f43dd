import pg from 'pg';
import { inject } from 'vitest';
import type { PostgresSettings } from '../../db/settings.ts';
import { withClient } from './cluster.ts';
import type { ProvidedPostgres } from './global-setup.ts';
import { listTables, readShape } from './shape.ts';

/*
 * Databases for tests. Copying the template takes PostgreSQL long (hundreds of milliseconds on a
 * busy disk), deleting the few rows that a test left takes none: a database whose test has ended
 * is emptied and used again, by this file or a later one of the same worker.
 */

interface Lease {
  settings: PostgresSettings;
  inUse: () => boolean;
}

const leases: Lease[] = [];

/** An empty database with all tables; it is somebody else's once `inUse` says no. */
export async function leaseDatabase(inUse: () => boolean): Promise<PostgresSettings> {
  const provided = inject('postgres');
  const free = leases.find((lease) => !lease.inUse());
  const lease = free ?? { settings: nextDatabase(provided), inUse };
  lease.inUse = inUse;
  if (free === undefined) leases.push(lease);
  if (!(await empty(lease.settings, provided))) await copyTemplate(lease.settings, provided);
  return lease.settings;
}

/** No two workers that run at the same time have the same number. */
function nextDatabase({ server, prefix }: ProvidedPostgres): PostgresSettings {
  const worker = process.env['VITEST_POOL_ID'] ?? '0';
  return { ...server, name: `${prefix}_${worker}_${leases.length + 1}` };
}

/** @returns false where there is no such database, or one whose tables a test has changed. */
async function empty(settings: PostgresSettings, { shape }: ProvidedPostgres): Promise<boolean> {
  try {
    return await withClient(settings, async (client) => {
      await disconnectOthers(client, settings.name);
      if ((await readShape(client)) !== shape) return false;
      await deleteRows(client);
      return true;
    });
  } catch (error) {
    if (error instanceof pg.DatabaseError) return false;
    throw error;
  }
}

/** A killed relay is still connected until its last statement has ended. */
async function disconnectOthers(client: pg.Client, name: string): Promise<void> {
  const patienceMs = 5_000;
  await client.query(
    `select pg_terminate_backend(pid, ${patienceMs}) from pg_stat_activity
     where datname = $1 and pid <> pg_backend_pid() and backend_type = 'client backend'`,
    [name],
  );
}

/** In one statement: references are looked at when all of it is done. */
async function deleteRows(client: pg.Client): Promise<void> {
  const tables = await listTables(client);
  const deletions = tables.map((table, index) => `d${index} as (delete from ${table})`);
  await client.query(`with ${deletions.join(', ')} select`);
}

async function copyTemplate(
  { name }: PostgresSettings,
  { server, template }: ProvidedPostgres,
): Promise<void> {
  await withClient(server, async (client) => {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`create database ${name} template ${template} strategy file_copy`);
  });
}
