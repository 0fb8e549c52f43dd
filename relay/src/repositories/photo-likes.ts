import type { Db } from '../db/database.ts';
import type { PhotoRow } from '../db/tables.ts';
import { addNumbers, MINUTE_MS } from './statistics.ts';

/** Counts somebody once, however often they say it. In a transaction. */
export async function addLike(db: Db, photoId: string, liker: string, now: number): Promise<void> {
  const added = await db
    .insertInto('photo_likes')
    .values({ photo_id: photoId, liker, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('photo_id')
    .executeTakeFirst();
  if (added !== undefined) await countLikes(db, photoId, 1);
}

/** In a transaction. */
export async function removeLike(db: Db, photoId: string, liker: string): Promise<void> {
  const removed = await db
    .deleteFrom('photo_likes')
    .where('photo_id', '=', photoId)
    .where('liker', '=', liker)
    .returning('photo_id')
    .executeTakeFirst();
  if (removed !== undefined) await countLikes(db, photoId, -1);
}

export async function likes(db: Db, photoId: string, liker: string): Promise<boolean> {
  const row = await db
    .selectFrom('photo_likes')
    .select('photo_id')
    .where('photo_id', '=', photoId)
    .where('liker', '=', liker)
    .executeTakeFirst();
  return row !== undefined;
}

async function countLikes(db: Db, photoId: string, by: number): Promise<void> {
  await db
    .updateTable('photos')
    .set((eb) => ({ like_count: eb('like_count', '+', by) }))
    .where('id', '=', photoId)
    .execute();
}

/** Somebody took the full rendition along. In a transaction. */
export async function countDownload(
  trx: Db,
  { id, session_id }: Pick<PhotoRow, 'id' | 'session_id'>,
  now: number,
): Promise<void> {
  await trx
    .updateTable('photos')
    .set((eb) => ({ download_count: eb('download_count', '+', 1) }))
    .where('id', '=', id)
    .execute();
  await addNumbers(trx, [{ session_id, at: now - (now % MINUTE_MS), downloads: 1 }]);
}
