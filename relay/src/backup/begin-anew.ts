import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { POLICY } from '../services/retention/policy.ts';

/** The time that lies between a backup and its restoring; both in epoch milliseconds. */
export interface Gap {
  createdAt: number;
  now: number;
}

/** What a restored relay does not take over from the moment of its backup. */
export async function beginAnew(trx: Db, gap: Gap): Promise<void> {
  await beginEra(trx);
  await endLogins(trx, gap.now);
  await giveTime(trx, gap);
}

/**
 * Numbers of the feed that were handed out after the backup are handed out again: open pages and
 * laptops that know them have to notice, and ask for everything anew.
 */
async function beginEra(trx: Db): Promise<void> {
  const era = randomBytes(6).toString('base64url');
  await trx.updateTable('sessions').set({ era }).execute();
}

/** One that was ended since the backup, on a phone that was lost, must not live again. */
async function endLogins(trx: Db, now: number): Promise<void> {
  await trx.updateTable('logins').set({ ended_at: now }).where('ended_at', 'is', null).execute();
}

/**
 * What is in the bin has as long as it had when the backup was made: otherwise the relay would
 * remove for good, minutes after its start, what somebody may have restored the backup for. The
 * policy for sessions is a new one, of which a week's notice is given.
 */
async function giveTime(trx: Db, { createdAt, now }: Gap): Promise<void> {
  // The clock of this computer may be behind the other's.
  const away = sql.lit(Math.max(0, Math.round(now - createdAt)));
  await trx
    .updateTable('sessions')
    .set((eb) => ({ restorable_until: eb('restorable_until', '+', away) }))
    .where('restorable_until', 'is not', null)
    .execute();
  await trx
    .updateTable('photos')
    .set((eb) => ({ removed_at: eb('removed_at', '+', away) }))
    .where('removed_at', 'is not', null)
    .where('hidden', 'is', null)
    .execute();
  await trx.deleteFrom('relay_settings').where('key', '=', POLICY).execute();
}
