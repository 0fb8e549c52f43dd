import type { Db } from '../db/database.ts';
import type { LoginRow, NewLoginRow, RefreshTokenRow } from '../db/account-tables.ts';

export async function insertLogin(db: Db, login: NewLoginRow): Promise<void> {
  await db.insertInto('logins').values(login).execute();
}

export async function findLogin(db: Db, id: string): Promise<LoginRow | undefined> {
  return db.selectFrom('logins').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Whether this login of this user still goes on. */
export async function isLoginAlive(db: Db, id: string, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('logins')
    .select('id')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Holds every other refresh of this login off until the transaction ends. */
export async function lockLogin(db: Db, id: string, now: number): Promise<LoginRow | undefined> {
  return db
    .updateTable('logins')
    .set({ last_used_at: now })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

/**
 * Ends the logins that still go on among those of a user, or only one of them, or all but one.
 *
 * @returns the ids of those it has ended.
 */
export async function endLogins(
  db: Db,
  which: { userId: string; only?: string; except?: string },
  now: number,
): Promise<string[]> {
  let query = db
    .updateTable('logins')
    .set({ ended_at: now })
    .where('user_id', '=', which.userId)
    .where('ended_at', 'is', null);
  if (which.only !== undefined) query = query.where('id', '=', which.only);
  if (which.except !== undefined) query = query.where('id', '!=', which.except);
  return (await query.returning('id').execute()).map((row) => row.id);
}

/** The logins of a user that go on, the one used last first. */
export async function listLogins(db: Db, userId: string): Promise<LoginRow[]> {
  return db
    .selectFrom('logins')
    .selectAll()
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .orderBy('last_used_at', 'desc')
    .execute();
}

/** Forgets the logins of a user, with their tokens, that ended or were used last before `before`. */
export async function forgetLogins(db: Db, userId: string, before: number): Promise<void> {
  await db
    .deleteFrom('logins')
    .where('user_id', '=', userId)
    .where((eb) => eb.or([eb('ended_at', '<', before), eb('last_used_at', '<', before)]))
    .execute();
}

export async function insertRefreshToken(
  db: Db,
  token: Omit<RefreshTokenRow, 'used_at' | 'forgiven_at'>,
): Promise<void> {
  await db.insertInto('refresh_tokens').values(token).execute();
}

export async function findRefreshToken(
  db: Db,
  tokenHash: string,
): Promise<RefreshTokenRow | undefined> {
  return db
    .selectFrom('refresh_tokens')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
}

export async function markRefreshToken(
  db: Db,
  tokenHash: string,
  mark: { used_at: number } | { forgiven_at: number },
): Promise<void> {
  await db.updateTable('refresh_tokens').set(mark).where('token_hash', '=', tokenHash).execute();
}

/** Forgets tokens of a login that were exchanged before `before`. */
export async function forgetUsedTokens(db: Db, loginId: string, before: number): Promise<void> {
  await db
    .deleteFrom('refresh_tokens')
    .where('login_id', '=', loginId)
    .where('used_at', '<', before)
    .execute();
}
