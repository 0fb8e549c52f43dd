import type { Db } from '../db/database.ts';
import type { SessionRow } from '../db/tables.ts';

/** A session that its owner has deleted and may still bring back. */
export interface LeavingSession {
  id: string;
  title: string;
  /** Epoch milliseconds; null: with the next purge. */
  restorable_until: number | null;
}

/** Deleted sessions, those that go first in front. */
export async function listLeaving(db: Db): Promise<LeavingSession[]> {
  return db
    .selectFrom('sessions')
    .select(['id', 'title', 'restorable_until'])
    .where('deleted_at', 'is not', null)
    .orderBy('restorable_until')
    .execute();
}

/** Photos in the bin of sessions that stay, and since when the oldest of them is there. */
export async function countBin(
  db: Db,
): Promise<{ photos: number; bytes: number; oldest: number | null }> {
  const { photos, oldest } = await binned(db)
    .select((eb) => [eb.fn.countAll().as('photos'), eb.fn.min('photos.removed_at').as('oldest')])
    .executeTakeFirstOrThrow();
  const { bytes } = await binned(db)
    .innerJoin('photo_renditions', 'photo_renditions.photo_id', 'photos.id')
    .select((eb) => eb.fn.coalesce(eb.fn.sum('photo_renditions.bytes'), eb.lit(0)).as('bytes'))
    .executeTakeFirstOrThrow();
  return { photos: Number(photos), bytes: Number(bytes), oldest };
}

function binned(db: Db) {
  return db
    .selectFrom('photos')
    .innerJoin('sessions', 'sessions.id', 'photos.session_id')
    .where('photos.removed_at', 'is not', null)
    .where('photos.hidden', 'is', null)
    .where('photos.deleted_for_good', '=', 0)
    .where('sessions.deleted_at', 'is', null);
}

/** Bytes of these blobs. */
export async function sumBlobs(db: Db, hashes: string[]): Promise<number> {
  if (hashes.length === 0) return 0;
  const { bytes } = await db
    .selectFrom('blobs')
    .select((eb) => eb.fn.coalesce(eb.fn.sum('bytes'), eb.lit(0)).as('bytes'))
    .where('hash', 'in', hashes)
    .executeTakeFirstOrThrow();
  return Number(bytes);
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

/** Sessions with their newest event: its place in the feed is the session's own counter. */
function withLastEvent(db: Db) {
  return db
    .selectFrom('sessions')
    .leftJoin('feed_events as last', (join) =>
      join.onRef('last.session_id', '=', 'sessions.id').onRef('last.seq', '=', 'sessions.last_seq'),
    )
    .select(['sessions.id', 'last.at as last_event_at']);
}

/** When the newest event of each of these sessions was. */
export async function lastEventsOf(db: Db, ids: string[]): Promise<Map<string, number | null>> {
  if (ids.length === 0) return new Map();
  const rows = await withLastEvent(db).where('sessions.id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row.last_event_at]));
}

/** A session that a policy may be applied to. */
export type AgingSession = Pick<
  SessionRow,
  'id' | 'title' | 'created_at' | 'starts_at' | 'ends_at' | 'expires_at' | 'deleted_at' | 'kept'
> & { last_event_at: number | null };

/** Sessions that nobody keeps or has deleted. */
export async function listAging(db: Db): Promise<AgingSession[]> {
  return withLastEvent(db)
    .select(['sessions.title', 'sessions.created_at', 'sessions.starts_at', 'sessions.ends_at'])
    .select(['sessions.expires_at', 'sessions.deleted_at', 'sessions.kept'])
    .where('sessions.deleted_at', 'is', null)
    .where('sessions.kept', '=', 0)
    .execute();
}

/** Bytes of everything that photos of the session show and have shown. */
export async function countBytes(db: Db, sessionId: string): Promise<number> {
  const { bytes } = await db
    .selectFrom('photo_renditions')
    .innerJoin('photos', 'photos.id', 'photo_renditions.photo_id')
    .select((eb) => eb.fn.coalesce(eb.fn.sum('photo_renditions.bytes'), eb.lit(0)).as('bytes'))
    .where('photos.session_id', '=', sessionId)
    .executeTakeFirstOrThrow();
  return Number(bytes);
}

/** Since when a session must have been left alone for something to be done to it. */
export interface QuietFor {
  archiveMs: number | null;
  purgeMs: number | null;
  /** Epoch milliseconds. */
  now: number;
}

/**
 * Sessions that are due, those that were left alone longest in front: still open ones for the
 * archive, and ended ones for the bin.
 */
export async function listQuiet(
  db: Db,
  { archiveMs, purgeMs, now }: QuietFor,
  limit: number,
): Promise<string[]> {
  const archived = now - (purgeMs ?? Infinity);
  const open = now - (archiveMs ?? Infinity);
  const rows = await withLastEvent(db)
    .where('sessions.deleted_at', 'is', null)
    .where('sessions.kept', '=', 0)
    .where((eb) => {
      type Column = 'sessions.starts_at' | 'sessions.ends_at' | 'last.at';
      const since = (column: Column, until: number) =>
        eb.or([eb(column, 'is', null), eb(column, '<=', until)]);
      const quiet = (until: number) =>
        eb.and([
          eb('sessions.created_at', '<=', until),
          since('sessions.starts_at', until),
          since('sessions.ends_at', until),
          since('last.at', until),
        ]);
      return eb.or([
        ...(archiveMs === null
          ? []
          : [
              eb.and([
                eb.or([eb('sessions.expires_at', 'is', null), eb('sessions.expires_at', '>', now)]),
                quiet(open),
              ]),
            ]),
        ...(purgeMs === null
          ? []
          : [eb.and([eb('sessions.expires_at', '<=', archived), quiet(archived)])]),
      ]);
    })
    .orderBy('last.at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}
