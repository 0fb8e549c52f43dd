import { sql } from 'kysely';
import type { Health } from '@picture-live/shared/protocol';
import type { Db } from '../db/database.ts';
import type { RedisLink } from '../redis/link.ts';
import { checkRedis } from '../redis/state.ts';
import type { BlobStore } from '../storage/blob-store.ts';
import { VERSION } from '../version.ts';

export interface HealthDeps {
  db: Db;
  blobs: BlobStore;
  /** Epoch milliseconds. */
  now: () => number;
  /** Embedded: a database of its own; scaled: one that other instances share. */
  mode: Health['mode'];
  /** Null where each relay is alone. */
  redis: RedisLink | null;
}

export interface HealthService {
  /** @param viewers open pages of guests. */
  read: (viewers: number) => Promise<Health>;
}

/** How the relay is, as anybody may know. */
export function healthService({ db, blobs, now, mode, redis }: HealthDeps): HealthService {
  const startedAt = now();
  return {
    read: async (viewers) => {
      const [database, storage] = await Promise.all([checkDatabase(db), blobs.check()]);
      const checks = { database, storage, ...(redis !== null && { redis: checkRedis(redis) }) };
      const at = now();
      return {
        status: Object.values(checks).every((said) => said === 'ok') ? 'ok' : 'degraded',
        version: VERSION,
        mode,
        now: at,
        uptimeSeconds: Math.round((at - startedAt) / 1000),
        viewers,
        checks,
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
