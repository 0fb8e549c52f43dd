import type { Updateable } from 'kysely';
import type { Db } from '../db/database.ts';
import type { TakedownRow, TakedownsTable } from '../db/takedown-tables.ts';

export async function insertTakedown(db: Db, row: TakedownRow): Promise<void> {
  await db.insertInto('takedowns').values(row).execute();
}

export async function findTakedown(db: Db, id: string): Promise<TakedownRow | undefined> {
  return db.selectFrom('takedowns').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The one request of this person for this photo. */
export async function findTakedownOf(
  db: Db,
  photoId: string,
  asker: string,
): Promise<TakedownRow | undefined> {
  return db
    .selectFrom('takedowns')
    .selectAll()
    .where('photo_id', '=', photoId)
    .where('asker', '=', asker)
    .executeTakeFirst();
}

export async function updateTakedown(
  db: Db,
  id: string,
  change: Updateable<TakedownsTable>,
): Promise<TakedownRow> {
  return db
    .updateTable('takedowns')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** How many photos requests of this person, and from this network, hide until they are decided. */
export async function countHiding(
  db: Db,
  { sessionId, asker, origin }: { sessionId: string; asker: string; origin: string },
): Promise<{ byAsker: number; byOrigin: number }> {
  const open = db
    .selectFrom('takedowns')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('session_id', '=', sessionId)
    .where('state', '=', 'open')
    .where('hid', '=', 1);
  const asked = await open.where('asker', '=', asker).executeTakeFirstOrThrow();
  const near = await open.where('origin', '=', origin).executeTakeFirstOrThrow();
  return { byAsker: Number(asked.count), byOrigin: Number(near.count) };
}

/** How many requests of each of these sessions wait for a decision; those without any are left out. */
export async function countOpenTakedowns(
  db: Db,
  sessionIds: readonly string[],
): Promise<Map<string, number>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('takedowns')
    .select(({ fn }) => ['session_id', fn.countAll<number>().as('count')])
    .where('session_id', 'in', [...sessionIds])
    .where('state', '=', 'open')
    .groupBy('session_id')
    .execute();
  return new Map(rows.map(({ session_id, count }) => [session_id, count]));
}

/** Every request for this photo. */
export async function listTakedownsOf(db: Db, photoId: string): Promise<TakedownRow[]> {
  return db.selectFrom('takedowns').selectAll().where('photo_id', '=', photoId).execute();
}

/** Requests of a session older than `before`, newest first. */
export async function listTakedowns(
  db: Db,
  sessionId: string,
  { before, limit, open }: { before: string | null; limit: number; open: boolean | null },
): Promise<TakedownRow[]> {
  return db
    .selectFrom('takedowns')
    .selectAll()
    .where('session_id', '=', sessionId)
    .$if(before !== null, (query) => query.where('id', '<', before))
    .$if(open === true, (query) => query.where('state', '=', 'open'))
    .$if(open === false, (query) => query.where('state', '!=', 'open'))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** What is open for this photo is decided along with the one that was. */
export async function decideOpen(
  db: Db,
  photoId: string,
  decision: Pick<TakedownRow, 'state' | 'decided_at' | 'decided_by' | 'note'>,
): Promise<TakedownRow[]> {
  return db
    .updateTable('takedowns')
    .set(decision)
    .where('photo_id', '=', photoId)
    .where('state', '=', 'open')
    .returningAll()
    .execute();
}

/** From now on no request of this photo has hidden it. */
export async function forgetHiding(db: Db, photoId: string): Promise<void> {
  await db.updateTable('takedowns').set({ hid: 0 }).where('photo_id', '=', photoId).execute();
}

/** The photo has gone to another session, and what is asked about it with it. */
export async function moveTakedowns(db: Db, photoId: string, sessionId: string): Promise<void> {
  await db
    .updateTable('takedowns')
    .set({ session_id: sessionId })
    .where('photo_id', '=', photoId)
    .execute();
}

/** Which of these photos everybody can see who may see the session. */
export async function findVisible(db: Db, photoIds: string[]): Promise<Set<string>> {
  if (photoIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('photos')
    .select('id')
    .where('id', 'in', photoIds)
    .where('removed_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => row.id));
}
