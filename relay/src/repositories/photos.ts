import type { Db } from '../db/database.ts';
import type { NewPhotoRow, PhotoRow, RenditionRow } from '../db/tables.ts';
import { sql } from 'kysely';
import type { ExpressionBuilder } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { mediaKeysOf } from './media-keys.ts';
import { tagsOf } from './photo-tags.ts';

/** A photo and the renditions of its present revision. */
export interface StoredPhoto {
  photo: PhotoRow;
  renditions: RenditionRow[];
  /** What the addresses of its pictures are signed with. */
  mediaKey: string;
  tags: string[];
}

export async function findPhoto(db: Db, id: string): Promise<PhotoRow | undefined> {
  return db.selectFrom('photos').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The photo of a session that shows this content, or would if it were not hidden. */
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
    .where((eb) => eb.or([eb('removed_at', 'is', null), eb('hidden', 'is not', null)]))
    .executeTakeFirst();
}

/** Which photos of a session; see `PhotoFilter` of the protocol. */
export interface PhotoChoice {
  tag?: string | undefined;
  photographer?: string | undefined;
  deviceId?: string | undefined;
  uploader?: string | undefined;
  featured?: boolean | undefined;
  /** `user:<id>` or `guest:<id>`. */
  likedBy?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
  includeHidden?: boolean | undefined;
  state?: 'shown' | 'hidden' | 'held' | 'scan' | undefined;
  text?: string | undefined;
}

/** Photos of a session older than `before`, newest first; live ones unless `choice` says more. */
export async function listLive(
  db: Db,
  sessionId: string,
  before: number | null,
  limit: number,
  choice: PhotoChoice = {},
): Promise<StoredPhoto[]> {
  const rows = await db
    .selectFrom('photos')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where((eb) => eb.and(conditionsOf(eb, choice)))
    .$if(before !== null, (query) => query.where('seq', '<', before))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return withRenditions(db, rows);
}

/** What has to be true of a photo. Literals where an index is kept for that value alone. */
export function conditionsOf(eb: ExpressionBuilder<Tables, 'photos'>, choice: PhotoChoice) {
  const { tag, photographer, deviceId, uploader, featured, likedBy, from, to } = choice;
  const { text } = choice;
  return [
    inSight(eb, choice),
    ...(text === undefined ? [] : [says(eb, text)]),
    ...(deviceId === undefined ? [] : [eb('photos.device_id', '=', deviceId)]),
    ...(uploader === undefined ? [] : [eb('photos.uploader', '=', uploader)]),
    ...(photographer === undefined ? [] : [eb('photos.photographer', '=', photographer)]),
    ...(featured === undefined ? [] : [eb('photos.featured', '=', eb.lit(featured ? 1 : 0))]),
    ...(from === undefined ? [] : [eb('photos.captured_at', '>=', from)]),
    ...(to === undefined ? [] : [eb('photos.captured_at', '<=', to)]),
    ...(tag === undefined ? [] : [eb('photos.id', 'in', idsWithTag(eb, tag))]),
    ...(likedBy === undefined ? [] : [eb('photos.id', 'in', idsLikedBy(eb, likedBy))]),
  ];
}

function inSight(eb: ExpressionBuilder<Tables, 'photos'>, { state, includeHidden }: PhotoChoice) {
  const live = eb('photos.removed_at', 'is', null);
  if (state === 'shown') return live;
  if (state !== undefined) return eb('photos.hidden', '=', state);
  return includeHidden === true ? eb.or([live, eb('photos.hidden', 'is not', null)]) : live;
}

/** Every word of it somewhere. SQLite knows upper and lower case of the Latin alphabet only. */
function says(eb: ExpressionBuilder<Tables, 'photos'>, text: string) {
  const patterns = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `%${word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`);
  const holds = (
    column: 'photos.caption' | 'photos.photographer' | 'photo_tags.tag',
    like: string,
  ) => sql<boolean>`lower(${sql.ref(column)}) like ${like} escape '\\'`;
  return eb.and(
    patterns.map((like) =>
      eb.or([
        holds('photos.caption', like),
        holds('photos.photographer', like),
        eb(
          'photos.id',
          'in',
          eb
            .selectFrom('photo_tags')
            .select('photo_tags.photo_id')
            .where(holds('photo_tags.tag', like)),
        ),
      ]),
    ),
  );
}

function idsWithTag(eb: ExpressionBuilder<Tables, 'photos'>, tag: string) {
  return eb.selectFrom('photo_tags').select('photo_tags.photo_id').where('tag', '=', tag);
}

function idsLikedBy(eb: ExpressionBuilder<Tables, 'photos'>, liker: string) {
  return eb.selectFrom('photo_likes').select('photo_likes.photo_id').where('liker', '=', liker);
}

/** The photos with these ids, removed ones too, in no order. */
export async function findPhotos(db: Db, ids: string[]): Promise<StoredPhoto[]> {
  if (ids.length === 0) return [];
  const photos = await db.selectFrom('photos').selectAll().where('id', 'in', ids).execute();
  return withRenditions(db, photos);
}

/** Adds what belongs to photos that were just read. */
export async function withRenditions(db: Db, photos: PhotoRow[]): Promise<StoredPhoto[]> {
  if (photos.length === 0) return [];
  // Not by a join with what the photo is by now: the renditions are those of the row in hand.
  const rows = await db
    .selectFrom('photo_renditions')
    .selectAll()
    .where('photo_id', 'in', [...new Set(photos.map((photo) => photo.id))])
    .where('revision', 'in', [...new Set(photos.map((photo) => photo.revision))])
    .execute();
  const tags = await tagsOf(db, [...new Set(photos.map((photo) => photo.id))]);
  const byRevision = Map.groupBy(rows, (row) => revisionKey(row.photo_id, row.revision));
  const sessionIds = photos.map((photo) => photo.session_id);
  const keys = await mediaKeysOf(db, sessionIds);
  return photos.map((photo) => ({
    photo,
    renditions: byRevision.get(revisionKey(photo.id, photo.revision)) ?? [],
    mediaKey: keys.get(photo.session_id) ?? '',
    tags: tags.get(photo.id) ?? [],
  }));
}

function revisionKey(photoId: string, revision: number): string {
  return `${photoId}/${revision}`;
}

export async function insertPhoto(db: Db, photo: NewPhotoRow): Promise<void> {
  await db.insertInto('photos').values(photo).execute();
}

/** The part of a photo that a new revision brings with it. */
export type PhotoContent = Pick<
  PhotoRow,
  | 'revision'
  | 'source_hash'
  | 'width'
  | 'height'
  | 'captured_at'
  | 'published_at'
  | 'thumbhash'
  | 'timeline'
  | 'first_painted_at'
> &
  Partial<Pick<PhotoRow, 'photographer'>>;

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
  await db
    .updateTable('photos')
    .set((eb) => ({ removed_at: at, hidden_before: eb.ref('hidden'), hidden: null }))
    .where('id', '=', id)
    .execute();
}

/** Changes facts of a photo that are no new content. */
export async function updatePhoto(
  db: Db,
  id: string,
  change: Partial<Omit<PhotoRow, 'id' | Exclude<keyof PhotoContent, 'published_at'>>>,
): Promise<void> {
  await db.updateTable('photos').set(change).where('id', '=', id).execute();
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
