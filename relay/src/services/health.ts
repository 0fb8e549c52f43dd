import { sql } from 'kysely';
import type { Health } from '@picture-live/shared/protocol';
import type { Db } from '../db/database.ts';
import type { BlobStore } from '../storage/blob-store.ts';

export interface HealthDeps {
  db: Db;
  blobs: BlobStore;
  version: string;
  startedAt: number;
  now: () => number;
}

/** How the relay is, as anybody may know. `viewers` are the open pages of guests. */
export async function readHealth(deps: HealthDeps, viewers: number): Promise<Health> {
  const [database, storage] = await Promise.all([checkDatabase(deps.db), deps.blobs.check()]);
  const now = deps.now();
  return {
    status: database === 'ok' && storage === 'ok' ? 'ok' : 'degraded',
    version: deps.version,
    mode: 'embedded',
    now,
    uptimeSeconds: Math.round((now - deps.startedAt) / 1000),
    viewers,
    checks: { database, storage },
  };
}

async function checkDatabase(db: Db): Promise<string> {
  try {
    await sql`select 1`.execute(db);
    return 'ok';
  } catch (error) {
    return `The database does not answer: ${String(error)}`;
  }
}
