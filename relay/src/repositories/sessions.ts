import type { Db } from '../db/database.ts';
import type { SessionRow } from '../db/tables.ts';

export async function findSession(db: Db, id: string): Promise<SessionRow | undefined> {
  return db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function findSessionBySlug(db: Db, slug: string): Promise<SessionRow | undefined> {
  return db.selectFrom('sessions').selectAll().where('slug', '=', slug).executeTakeFirst();
}

export async function insertSession(
  db: Db,
  session: { id: string; slug: string; title: string; created_at: number },
): Promise<void> {
  await db.insertInto('sessions').values(session).execute();
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
