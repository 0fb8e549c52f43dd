import type { Db } from '../db/database.ts';
import type { PhotoRow, RenditionRow } from '../db/tables.ts';
import { mediaKeysOf } from './media-keys.ts';

/** A photo and the renditions of its present revision. */
export interface StoredPhoto {
  photo: PhotoRow;
  renditions: RenditionRow[];
  /** What the addresses of its pictures are signed with. */
  mediaKey: string;
}

export async function findPhoto(db: Db, id: string): Promise<PhotoRow | undefined> {
  return db.selectFrom('photos').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The live photo of a session that shows this content. */
export async function findLiveBySource(
  db: Db,
  sessionId: string,
  sourceHash: string,
): Promise<PhotoRow | undefined> {
  return db
    .selectFrom('photos')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('source_hash', '=', sourceHash)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
}

/** Live photos of a session older than `before`, newest first. */
export async function listLive(
  db: Db,
  sessionId: string,
  before: number | null,
  limit: number,
): Promise<StoredPhoto[]> {
  let query = db
    .selectFrom('photos')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('removed_at', 'is', null);
  if (before !== null) query = query.where('seq', '<', before);
  return withRenditions(db, await query.orderBy('seq', 'desc').limit(limit).execute());
}

/** The photos with these ids, removed ones too, in no order. */
export async function findPhotos(db: Db, ids: string[]): Promise<StoredPhoto[]> {
  if (ids.length === 0) return [];
  const photos = await db.selectFrom('photos').selectAll().where('id', 'in', ids).execute();
  return withRenditions(db, photos);
}

async function withRenditions(db: Db, photos: PhotoRow[]): Promise<StoredPhoto[]> {
  if (photos.length === 0) return [];
  // Not by a join with what the photo is by now: the renditions are those of the row in hand.
  const rows = await db
    .selectFrom('photo_renditions')
    .selectAll()
    .where('photo_id', 'in', [...new Set(photos.map((photo) => photo.id))])
    .where('revision', 'in', [...new Set(photos.map((photo) => photo.revision))])
    .execute();
  const byRevision = Map.groupBy(rows, (row) => revisionKey(row.photo_id, row.revision));
  const sessionIds = photos.map((photo) => photo.session_id);
  const keys = await mediaKeysOf(db, sessionIds);
  return photos.map((photo) => ({
    photo,
    renditions: byRevision.get(revisionKey(photo.id, photo.revision)) ?? [],
    mediaKey: keys.get(photo.session_id) ?? '',
  }));
}

function revisionKey(photoId: string, revision: number): string {
  return `${photoId}/${revision}`;
}

export async function insertPhoto(db: Db, photo: PhotoRow): Promise<void> {
  await db.insertInto('photos').values(photo).execute();
}

/** The part of a photo that a new revision brings with it. */
export type PhotoContent = Omit<PhotoRow, 'id' | 'session_id' | 'device_id' | 'seq' | 'removed_at'>;

export async function replacePhoto(db: Db, id: string, content: PhotoContent): Promise<void> {
  await db.updateTable('photos').set(content).where('id', '=', id).execute();
}

export async function insertRenditions(db: Db, renditions: RenditionRow[]): Promise<void> {
  await db.insertInto('photo_renditions').values(renditions).execute();
}

/** Every rendition the photo ever had, of all revisions. */
export async function listAllRenditions(db: Db, photoId: string): Promise<RenditionRow[]> {
  return db
    .selectFrom('photo_renditions')
    .selectAll()
    .where('photo_id', '=', photoId)
    .orderBy('revision')
    .execute();
}

export async function markRemoved(db: Db, id: string, at: number): Promise<void> {
  await db.updateTable('photos').set({ removed_at: at }).where('id', '=', id).execute();
}

/**
 * Keeps the first report of a revision on a guest's screen.
 *
 * @returns whether this was the first.
 */
export async function recordFirstPaint(
  db: Db,
  paint: { photoId: string; revision: number; at: number },
): Promise<boolean> {
  const row = await db
    .updateTable('photos')
    .set({ first_painted_at: paint.at })
    .where('id', '=', paint.photoId)
    .where('revision', '=', paint.revision)
    .where('first_painted_at', 'is', null)
    .where('removed_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
