import type { Db } from '../db/database.ts';
import type { PhotoRow } from '../db/tables.ts';
import { withRenditions } from './photos.ts';
import type { StoredPhoto } from './photos.ts';

/** A place in the bin: what was deleted last comes first. */
export interface BinPlace {
  removedAt: number;
  id: string;
}

/** Photos of a session that were deleted after `since` and can come back, the last one first. */
export async function listBin(
  db: Db,
  sessionId: string,
  { since, before, limit }: { since: number; before: BinPlace | null; limit: number },
): Promise<StoredPhoto[]> {
  let query = db
    .selectFrom('photos')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('removed_at', '>', since)
    .where('hidden', 'is', null)
    // A literal, because the index is kept for this value alone.
    .where('deleted_for_good', '=', (eb) => eb.lit(0));
  if (before !== null) {
    const { removedAt, id } = before;
    query = query
      .where('removed_at', '<=', removedAt)
      .where((eb) => eb.or([eb('removed_at', '<', removedAt), eb('id', '<', id)]));
  }
  const rows: PhotoRow[] = await query
    .orderBy('removed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return withRenditions(db, rows);
}
