import type { Db } from '../db/database.ts';
import type { ImageRow } from '../db/photo-tables.ts';

export async function insertImage(db: Db, image: ImageRow): Promise<void> {
  await db.insertInto('images').values(image).execute();
}

export async function findImage(db: Db, id: string): Promise<ImageRow | undefined> {
  return db.selectFrom('images').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Older than the image `before`, newest first. */
export async function listImages(
  db: Db,
  sessionId: string,
  before: string | null,
  limit: number,
): Promise<ImageRow[]> {
  return db
    .selectFrom('images')
    .selectAll()
    .where('session_id', '=', sessionId)
    .$if(before !== null, (query) => query.where('id', '<', before))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export async function deleteImage(db: Db, id: string): Promise<void> {
  await db.deleteFrom('images').where('id', '=', id).execute();
}
