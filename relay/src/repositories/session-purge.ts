import type { Db } from '../db/database.ts';

/*
 * Removing a session with everything in it, a piece at a time: no transaction holds the database
 * for as long as a hundred thousand photos take. Whatever stops in between is gone on with later.
 */

/** A deleted session that nobody can bring back any more. */
export interface PurgeableSession {
  id: string;
  title: string;
  deleted_at: number | null;
}

/** Sessions whose owner could have brought them back until `now`, oldest first. */
export async function listPurgeable(
  db: Db,
  now: number,
  limit: number,
): Promise<PurgeableSession[]> {
  return db
    .selectFrom('sessions')
    .select(['id', 'title', 'deleted_at'])
    .where('deleted_at', 'is not', null)
    .where((eb) => eb.or([eb('restorable_until', 'is', null), eb('restorable_until', '<=', now)]))
    .orderBy('deleted_at')
    .limit(limit)
    .execute();
}

/** What is in a session. */
export async function countContent(
  db: Db,
  sessionId: string,
): Promise<{ photos: number; images: number; messages: number }> {
  const [photos, images, messages] = await Promise.all(
    (['photos', 'images', 'messages'] as const).map(async (table) => {
      const { count } = await db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll().as('count'))
        .where('session_id', '=', sessionId)
        .executeTakeFirstOrThrow();
      return Number(count);
    }),
  );
  return { photos: photos ?? 0, images: images ?? 0, messages: messages ?? 0 };
}

/**
 * Removes some photos of a session with all that is known of them.
 *
 * @returns how many; 0 once there are none.
 */
export async function purgePhotos(db: Db, sessionId: string, limit: number): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('photos')
      .select('id')
      .where('session_id', '=', sessionId)
      .limit(limit)
      .execute();
    const ids = rows.map((row) => row.id);
    if (ids.length === 0) return 0;
    for (const table of [
      'photo_tags',
      'photo_likes',
      'photo_renditions',
      'pending_scans',
    ] as const) {
      await trx.deleteFrom(table).where('photo_id', 'in', ids).execute();
    }
    await trx
      .deleteFrom('feed_events')
      .where('photo_id', 'in', ids)
      .where('session_id', '=', sessionId)
      .execute();
    // Of another session, where the photo was before it was moved: its feed counts without gaps.
    await trx
      .updateTable('feed_events')
      .set({ type: 'session_updated', photo_id: null })
      .where('photo_id', 'in', ids)
      .execute();
    await trx.deleteFrom('takedowns').where('photo_id', 'in', ids).execute();
    await trx.deleteFrom('photos').where('id', 'in', ids).execute();
    return ids.length;
  });
}

/** Removes the oldest events of a session; returns whether there may be more. */
export async function purgeEvents(db: Db, sessionId: string, limit: number): Promise<boolean> {
  const last = await db
    .selectFrom('feed_events')
    .select('seq')
    .where('session_id', '=', sessionId)
    .orderBy('seq')
    .offset(limit - 1)
    .limit(1)
    .executeTakeFirst();
  await db
    .deleteFrom('feed_events')
    .where('session_id', '=', sessionId)
    .$if(last !== undefined, (query) => query.where('seq', '<=', last?.seq ?? 0))
    .execute();
  return last !== undefined;
}

/** Everything else that belongs to a session, children first. */
const TABLES = [
  'messages',
  'message_reads',
  'images',
  'takedowns',
  'media_keys',
  'session_logos',
  'photo_views',
  'session_numbers',
  'device_sessions',
  'session_members',
] as const;

/**
 * Removes a session whose photos and events are gone; in a transaction.
 *
 * @returns whether this call has removed it: of two at once, one.
 */
export async function purgeSession(trx: Db, sessionId: string): Promise<boolean> {
  for (const table of TABLES) {
    await trx.deleteFrom(table).where('session_id', '=', sessionId).execute();
  }
  const row = await trx
    .deleteFrom('sessions')
    .where('id', '=', sessionId)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
