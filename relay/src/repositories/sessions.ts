import type { Insertable, Updateable } from 'kysely';
import type { Db } from '../db/database.ts';
import type { SessionMemberRow } from '../db/account-tables.ts';
import type { SessionRow, SessionsTable } from '../db/tables.ts';

export async function findSession(db: Db, id: string): Promise<SessionRow | undefined> {
  return db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function findSessionBySlug(db: Db, slug: string): Promise<SessionRow | undefined> {
  return db.selectFrom('sessions').selectAll().where('slug', '=', slug).executeTakeFirst();
}

export async function insertSession(
  db: Db,
  session: Insertable<SessionsTable>,
): Promise<SessionRow> {
  return db.insertInto('sessions').values(session).returningAll().executeTakeFirstOrThrow();
}

/** @returns undefined where another session has this slug. */
export async function insertSessionUnlessTaken(
  db: Db,
  session: Insertable<SessionsTable>,
): Promise<SessionRow | undefined> {
  return db
    .insertInto('sessions')
    .values(session)
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** To be called by whoever has locked the session. */
export async function updateSession(
  trx: Db,
  id: string,
  changes: Updateable<SessionsTable>,
): Promise<SessionRow> {
  return trx
    .updateTable('sessions')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** A session and what the user is in it. */
export type OwnSessionRow = SessionRow & { role: SessionMemberRow['role'] };

/**
 * The sessions of a user, newest first; deleted ones only where the user can bring them back.
 *
 * @param before the id of the last one of the page before, or null.
 */
export async function listSessionsOf(
  db: Db,
  userId: string,
  { before, limit, now }: { before: string | null; limit: number; now: number },
): Promise<OwnSessionRow[]> {
  let query = db
    .selectFrom('sessions')
    .innerJoin('session_members as member', 'member.session_id', 'sessions.id')
    .selectAll('sessions')
    .select('member.role')
    .where('member.user_id', '=', userId)
    .where((eb) =>
      eb.or([
        eb('sessions.deleted_at', 'is', null),
        eb.and([eb('member.role', '=', 'owner'), eb('sessions.restorable_until', '>', now)]),
      ]),
    );
  if (before !== null) query = query.where('sessions.id', '<', before);
  return query.orderBy('sessions.id', 'desc').limit(limit).execute();
}

/**
 * Holds every other writer of this session off until the transaction ends. The update that changes
 * nothing is the row lock that both databases have.
 */
export async function lockSession(db: Db, id: string): Promise<SessionRow | undefined> {
  return db
    .updateTable('sessions')
    .set((eb) => ({ last_seq: eb.ref('last_seq') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

/** Hands out the next place in the feed and counts the photos it adds (or, below 0, takes away). */
export async function nextSeq(db: Db, id: string, photosAdded: number): Promise<number> {
  const { last_seq } = await db
    .updateTable('sessions')
    .set((eb) => ({
      last_seq: eb('last_seq', '+', 1),
      photo_count: eb('photo_count', '+', photosAdded),
    }))
    .where('id', '=', id)
    .returning('last_seq')
    .executeTakeFirstOrThrow();
  return last_seq;
}
