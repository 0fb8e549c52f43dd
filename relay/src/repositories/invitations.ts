import type { Db } from '../db/database.ts';
import type { InvitationRow, NewInvitationRow } from '../db/account-tables.ts';

export async function insertInvitation(db: Db, invitation: NewInvitationRow): Promise<void> {
  await db.insertInto('invitations').values(invitation).execute();
}

/** Those a user has made that can still be used, the newest first. */
export async function listOpenInvitations(
  db: Db,
  createdBy: string,
  now: number,
): Promise<InvitationRow[]> {
  return db
    .selectFrom('invitations')
    .selectAll()
    .where('created_by', '=', createdBy)
    .where('used_by', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('id', 'desc')
    .execute();
}

/** Whether there is an invitation with this code for this address, unused and in time. */
export async function isInvited(
  db: Db,
  invited: { codeHash: string; email: string },
  now: number,
): Promise<boolean> {
  const row = await db
    .selectFrom('invitations')
    .select('id')
    .where('code_hash', '=', invited.codeHash)
    .where('used_by', 'is', null)
    .where('expires_at', '>', now)
    .where((eb) => eb.or([eb('email', 'is', null), eb('email', '=', invited.email)]))
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Uses an invitation up.
 *
 * @returns it; undefined where it cannot be: of two who use the same code at once, one can.
 */
export async function useInvitation(
  db: Db,
  codeHash: string,
  user: { id: string; email: string },
  now: number,
): Promise<InvitationRow | undefined> {
  return db
    .updateTable('invitations')
    .set({ used_by: user.id })
    .where('code_hash', '=', codeHash)
    .where('used_by', 'is', null)
    .where('expires_at', '>', now)
    .where((eb) => eb.or([eb('email', 'is', null), eb('email', '=', user.email)]))
    .returningAll()
    .executeTakeFirst();
}

/** The invitation with this code that this user has used. */
export async function findUsedInvitation(
  db: Db,
  codeHash: string,
  userId: string,
): Promise<InvitationRow | undefined> {
  return db
    .selectFrom('invitations')
    .selectAll()
    .where('code_hash', '=', codeHash)
    .where('used_by', '=', userId)
    .executeTakeFirst();
}

/** Takes an unused invitation of this user back. */
export async function deleteInvitation(db: Db, id: string, createdBy: string): Promise<boolean> {
  const row = await db
    .deleteFrom('invitations')
    .where('id', '=', id)
    .where('created_by', '=', createdBy)
    .where('used_by', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
