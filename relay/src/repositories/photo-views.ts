import type { Db } from '../db/database.ts';

/** How often a photo was opened in the viewer, in the session that it is in. */
export async function countViews(db: Db, sessionId: string, photoId: string): Promise<number> {
  const row = await db
    .selectFrom('photo_views')
    .select('views')
    .where('session_id', '=', sessionId)
    .where('photo_id', '=', photoId)
    .executeTakeFirst();
  return row?.views ?? 0;
}
