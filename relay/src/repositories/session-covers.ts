import type { Db } from '../db/database.ts';

/** The newest photo that guests see of each of these sessions that has one. */
export async function newestPhotoIds(db: Db, sessionIds: string[]): Promise<string[]> {
  if (sessionIds.length === 0) return [];
  const rows = await db
    .selectFrom('sessions')
    // By the index of each session's photos, whose first entry is enough.
    .select((eb) =>
      eb
        .selectFrom('photos')
        .select('photos.id')
        .whereRef('photos.session_id', '=', 'sessions.id')
        .where('photos.removed_at', 'is', null)
        .orderBy('photos.seq', 'desc')
        .limit(1)
        .as('photo_id'),
    )
    .where('sessions.id', 'in', sessionIds)
    .where('sessions.photo_count', '>', 0)
    .execute();
  return rows.flatMap(({ photo_id: id }) => id ?? []);
}
