import type { DevicePairingRow } from '../db/account-tables.ts';
import type { Db } from '../db/database.ts';

/** @returns whether it was stored: somebody else may be using the same code for people. */
export async function insertPairing(db: Db, pairing: DevicePairingRow): Promise<boolean> {
  const row = await db
    .insertInto('device_pairings')
    .values(pairing)
    .onConflict((conflict) => conflict.column('user_code').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function countPairings(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('device_pairings')
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function forgetPairings(db: Db, now: number): Promise<void> {
  await db.deleteFrom('device_pairings').where('expires_at', '<=', now).execute();
}

/**
 * Says who has approved a pairing, and for which sessions.
 *
 * @returns the pairing; undefined when there is none with this code that waits for that.
 */
export async function approvePairing(
  db: Db,
  userCode: string,
  approval: { approved_by: string; session_ids: string },
  now: number,
): Promise<DevicePairingRow | undefined> {
  return db
    .updateTable('device_pairings')
    .set(approval)
    .where('user_code', '=', userCode)
    .where('expires_at', '>', now)
    .where('approved_by', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

export async function findPairing(
  db: Db,
  deviceCodeHash: string,
): Promise<DevicePairingRow | undefined> {
  return db
    .selectFrom('device_pairings')
    .selectAll()
    .where('device_code_hash', '=', deviceCodeHash)
    .executeTakeFirst();
}

/** Remembers when a laptop asked, and how long it has to wait before it asks again. */
export async function recordPoll(
  db: Db,
  id: string,
  poll: { last_polled_at: number; interval_ms: number },
): Promise<void> {
  await db.updateTable('device_pairings').set(poll).where('id', '=', id).execute();
}

/** @returns whether this call has taken it: of two at once, one. */
export async function takePairing(db: Db, id: string): Promise<boolean> {
  const row = await db
    .deleteFrom('device_pairings')
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
