import * as z from 'zod/mini';
import type { RetentionConfig } from '../../config/retention.ts';
import type { Db } from '../../db/database.ts';
import { readSetting, writeSetting } from '../../repositories/settings.ts';
import type { RetentionPolicy } from './fate.ts';

/** The setting that remembers it. */
export const POLICY = 'retention_policy';
const Known = z.object({
  archiveMs: z.nullable(z.number()),
  purgeMs: z.nullable(z.number()),
  since: z.number(),
});

/** Whether the relay does anything to sessions by itself. */
export function hasPolicy({ archiveMs, purgeMs }: RetentionConfig): boolean {
  return archiveMs !== null || purgeMs !== null;
}

/**
 * The policy with the moment since when it holds: where it is new, or stricter than the one the
 * database knows, that is now. Changes nothing.
 *
 * @param now epoch milliseconds.
 */
export async function readPolicy(
  db: Db,
  config: RetentionConfig,
  now: number,
): Promise<RetentionPolicy> {
  const known = await readKnown(db);
  const holds = known !== null && known.since <= now && !isStricter(config, known);
  return { ...config, since: holds ? known.since : now };
}

/** The same, remembered; a relay without a policy forgets it, so that the next one is new. */
export async function keepPolicy(
  db: Db,
  config: RetentionConfig,
  now: number,
): Promise<RetentionPolicy | null> {
  if (!hasPolicy(config)) {
    if ((await readKnown(db)) !== null) await writeSetting(db, POLICY, '');
    return null;
  }
  const policy = await readPolicy(db, config, now);
  await writeSetting(db, POLICY, JSON.stringify(policy));
  return policy;
}

async function readKnown(db: Db): Promise<RetentionPolicy | null> {
  const text = await readSetting(db, POLICY);
  return text === undefined || text === '' ? null : Known.parse(JSON.parse(text));
}

function isStricter(now: RetentionConfig, before: RetentionConfig): boolean {
  const sooner = (one: number | null, other: number | null): boolean =>
    (one ?? Infinity) < (other ?? Infinity);
  return sooner(now.archiveMs, before.archiveMs) || sooner(now.purgeMs, before.purgeMs);
}
