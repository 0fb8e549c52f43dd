import { sql } from 'kysely';
import type { Health } from '@picture-live/shared/protocol';
import type { Db } from '../db/database.ts';
import type { BlobStore } from '../storage/blob-store.ts';
import { VERSION } from '../version.ts';

export interface HealthDeps {
  db: Db;
  blobs: BlobStore;
  /** Epoch milliseconds. */
  now: () => number;
  /** Embedded: a database of its own; scaled: one that other instances share. */
  mode: Health['mode'];
}

export interface HealthService {
  /** @param viewers open pages of guests. */
  read: (viewers: number) => Promise<Health>;
}

/** How the relay is, as anybody may know. */
export function healthService({ db, blobs, now, mode }: HealthDeps): HealthService {
  const startedAt = now();
  return {
    read: async (viewers) => {
      const [database, storage] = await Promise.all([checkDatabase(db), blobs.check()]);
      const at = now();
      return {
        status: database === 'ok' && storage === 'ok' ? 'ok' : 'degraded',
        version: VERSION,
        mode,
        now: at,
        uptimeSeconds: Math.round((at - startedAt) / 1000),
        viewers,
        checks: { database, storage },
      };
    },
  };
}

async function checkDatabase(db: Db): Promise<string> {
  try {
    await sql`select 1`.execute(db);
    return 'ok';
  } catch {
    return 'The database does not answer.';
  }
}
