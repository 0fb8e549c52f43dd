import type { Db } from '../db/database.ts';

/** A session that its owner has deleted and may still bring back. */
export interface LeavingSession {
  id: string;
  title: string;
  /** Epoch milliseconds; null: with the next purge. */
  restorable_until: number | null;
}

/** Deleted sessions, those that go first in front. */
export async function listLeaving(db: Db, limit: number): Promise<LeavingSession[]> {
  return db
    .selectFrom('sessions')
    .select(['id', 'title', 'restorable_until'])
    .where('deleted_at', 'is not', null)
    .orderBy('restorable_until')
    .limit(limit)
    .execute();
}

/** Photos in the bin of sessions that stay, and since when the oldest of them is there. */
export async function countBin(db: Db): Promise<{ photos: number; oldest: number | null }> {
  const { photos, oldest } = await db
    .selectFrom('photos')
    .innerJoin('sessions', 'sessions.id', 'photos.session_id')
    .select((eb) => [eb.fn.countAll().as('photos'), eb.fn.min('photos.removed_at').as('oldest')])
    .where('photos.removed_at', 'is not', null)
    .where('photos.hidden', 'is', null)
    .where('photos.deleted_for_good', '=', 0)
    .where('sessions.deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { photos: Number(photos), oldest };
}

/** Blobs whose bytes are about to be deleted, because nothing refers to them. */
export async function countDoomed(db: Db): Promise<{ blobs: number; bytes: number }> {
  const { blobs, bytes } = await db
    .selectFrom('blob_collection')
    .leftJoin('blobs', 'blobs.hash', 'blob_collection.hash')
    .select((eb) => [
      eb.fn.countAll().as('blobs'),
      eb.fn.coalesce(eb.fn.sum('blobs.bytes'), eb.lit(0)).as('bytes'),
    ])
    .where('state', '<>', 'collected')
    .executeTakeFirstOrThrow();
  return { blobs: Number(blobs), bytes: Number(bytes) };
}
