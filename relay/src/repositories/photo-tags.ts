import type { Db } from '../db/database.ts';

/** The tags of each of these photos in their alphabetical order. */
export async function tagsOf(db: Db, photoIds: string[]): Promise<Map<string, string[]>> {
  if (photoIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('photo_tags')
    .selectAll()
    .where('photo_id', 'in', photoIds)
    .execute();
  const byPhoto = Map.groupBy(rows, (row) => row.photo_id);
  return new Map(
    [...byPhoto].map(([photoId, tags]) => [photoId, tags.map((row) => row.tag).toSorted()]),
  );
}

export async function addTag(db: Db, photoId: string, tag: string): Promise<void> {
  await db
    .insertInto('photo_tags')
    .values({ photo_id: photoId, tag })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function removeTag(db: Db, photoId: string, tag: string): Promise<void> {
  await db
    .deleteFrom('photo_tags')
    .where('photo_id', '=', photoId)
    .where('tag', '=', tag)
    .execute();
}

export async function replaceTags(db: Db, photoId: string, tags: string[]): Promise<void> {
  await db.deleteFrom('photo_tags').where('photo_id', '=', photoId).execute();
  for (const tag of new Set(tags)) await addTag(db, photoId, tag);
}
