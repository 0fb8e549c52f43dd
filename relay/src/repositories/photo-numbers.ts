import type { Db } from '../db/database.ts';
import type { SeenPhotoRow, SeqWindow } from './statistics.ts';

/** A photo's own numbers. */
export interface PhotoNumbersRow extends SeenPhotoRow {
  seq: number;
  captured_at: number;
  caption: string;
  photographer: string;
  like_count: number;
  download_count: number;
  views: number;
}

export type Ranking = 'views' | 'downloads' | 'likes';

/** Live photos of a session that have any of it, those with the most first. */
export async function listTopPhotos(
  db: Db,
  sessionId: string,
  by: Ranking,
  limit: number,
  { after, upTo }: SeqWindow,
): Promise<PhotoNumbersRow[]> {
  const column = { views: 'seen.views', downloads: 'download_count', likes: 'like_count' } as const;
  return photoNumbers(db, sessionId)
    .where('photos.seq', '>', after)
    .where('photos.seq', '<=', upTo)
    .where(column[by], '>', 0)
    .orderBy(column[by], 'desc')
    .orderBy('photos.seq', 'desc')
    .limit(limit)
    .execute();
}

/** Live photos of a session older than `before` (a `seq`; null for the newest), newest first. */
export async function listPhotoNumbers(
  db: Db,
  sessionId: string,
  before: number | null,
  limit: number,
): Promise<PhotoNumbersRow[]> {
  return photoNumbers(db, sessionId)
    .$if(before !== null, (query) => query.where('photos.seq', '<', before))
    .orderBy('photos.seq', 'desc')
    .limit(limit)
    .execute();
}

/** The numbers of these photos, in no order. */
export async function findPhotoNumbers(
  db: Db,
  sessionId: string,
  ids: string[],
): Promise<PhotoNumbersRow[]> {
  if (ids.length === 0) return [];
  return photoNumbers(db, sessionId).where('photos.id', 'in', ids).execute();
}

function photoNumbers(db: Db, sessionId: string) {
  return db
    .selectFrom('photos')
    .leftJoin('photo_views as seen', (join) =>
      join
        .onRef('seen.photo_id', '=', 'photos.id')
        .onRef('seen.session_id', '=', 'photos.session_id'),
    )
    .select([
      'photos.id',
      'photos.seq',
      'photos.captured_at',
      'photos.published_at',
      'photos.first_painted_at',
      'photos.timeline',
      'photos.caption',
      'photos.photographer',
      'photos.like_count',
      'photos.download_count',
    ])
    .select((eb) => eb.fn.coalesce('seen.views', eb.lit(0)).as('views'))
    .where('photos.session_id', '=', sessionId)
    .where('photos.removed_at', 'is', null);
}
