import type { Db } from '../db/database.ts';
import type { ImageRow } from '../db/photo-tables.ts';
import { isAboutSeenPhoto } from './messages.ts';

export async function insertImage(db: Db, image: ImageRow): Promise<void> {
  await db.insertInto('images').values(image).execute();
}

export async function findImage(db: Db, id: string): Promise<ImageRow | undefined> {
  return db.selectFrom('images').selectAll().where('id', '=', id).executeTakeFirst();
}

/** One that no message shows which is hidden or about a photo out of sight. */
export async function findShownImage(db: Db, id: string): Promise<ImageRow | undefined> {
  return shownImages(db).where('images.id', '=', id).executeTakeFirst();
}

/** How many somebody has in a session. */
export async function countImagesOf(db: Db, sessionId: string, uploader: string): Promise<number> {
  const { count } = await db
    .selectFrom('images')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('session_id', '=', sessionId)
    .where('uploader', '=', uploader)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Older than the image `before`, newest first, without those that hidden messages show. */
export async function listImages(
  db: Db,
  sessionId: string,
  before: string | null,
  limit: number,
): Promise<ImageRow[]> {
  return shownImages(db)
    .where('images.session_id', '=', sessionId)
    .$if(before !== null, (query) => query.where('images.id', '<', before))
    .orderBy('images.id', 'desc')
    .limit(limit)
    .execute();
}

export async function deleteImage(db: Db, id: string): Promise<void> {
  await db.deleteFrom('images').where('id', '=', id).execute();
}

function shownImages(db: Db) {
  return db
    .selectFrom('images')
    .selectAll('images')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('messages')
            .select('messages.id')
            .whereRef('messages.image_id', '=', 'images.id')
            .where((message) =>
              message.or([
                message('messages.state', '=', 'hidden'),
                message.not(isAboutSeenPhoto(message)),
              ]),
            ),
        ),
      ),
    );
}
