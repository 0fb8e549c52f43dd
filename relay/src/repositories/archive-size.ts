import type { Db } from '../db/database.ts';
import { conditionsOf } from './photos.ts';
import type { PhotoChoice } from './photos.ts';

/** How many photos there are, and the bytes of the largest rendition of each together. */
export async function sumLargest(
  db: Db,
  sessionId: string,
  choice: PhotoChoice,
): Promise<{ photos: number; bytes: number }> {
  const { photos, bytes } = await db
    .selectFrom('photos')
    .innerJoin('photo_renditions as largest', (join) =>
      join
        .onRef('largest.photo_id', '=', 'photos.id')
        .onRef('largest.revision', '=', 'photos.revision'),
    )
    .select(({ fn }) => [
      fn.countAll<number>().as('photos'),
      fn.sum<number | string | null>('largest.bytes').as('bytes'),
    ])
    .where('photos.session_id', '=', sessionId)
    .where((eb) => eb.and(conditionsOf(eb, choice)))
    .where((eb) => {
      const full = eb
        .selectFrom('photo_renditions as full')
        .select('full.name')
        .whereRef('full.photo_id', '=', 'photos.id')
        .whereRef('full.revision', '=', 'photos.revision')
        .where('full.name', '=', 'full');
      const isGrid = eb('largest.name', '=', 'grid');
      return eb.or([eb('largest.name', '=', 'full'), eb.and([isGrid, eb.not(eb.exists(full))])]);
    })
    .executeTakeFirstOrThrow();
  // PostgreSQL adds bigints up to a numeric, which comes as text.
  return { photos, bytes: Number(bytes ?? 0) };
}
