import { expressionBuilder } from 'kysely';
import type { Expression, ExpressionBuilder, Selectable } from 'kysely';
import type { Db } from '../db/database.ts';
import type { BlobCollectionTable } from '../db/media-tables.ts';
import type { Tables } from '../db/tables.ts';

/*
 * The life of a blob that nothing refers to. Every step changes rows of blob_collection only under
 * conditions that it checks in the same statement, so that any number of instances may do it, and
 * whoever refers to a blob can take it back until its bytes are being deleted.
 */

export type CollectionRow = Selectable<BlobCollectionTable>;

/** Up to when what is old enough to go, in epoch milliseconds. */
export interface Horizon {
  /** Bytes that came later stay. */
  stored: number;
  /** Pictures of photos that were taken back later stay, unless for good: they may be restored. */
  removed: number;
}

/** Everything that keeps a blob. A table that refers to blobs gets its line here. */
function isReferenced(
  eb: ExpressionBuilder<Tables, never>,
  hash: Expression<string>,
  horizon: Horizon,
) {
  return eb.or([
    eb.exists(
      eb
        .selectFrom('photo_renditions as rendition')
        .innerJoin('photos as photo', (join) =>
          join
            .onRef('photo.id', '=', 'rendition.photo_id')
            .onRef('photo.revision', '=', 'rendition.revision'),
        )
        .select('rendition.hash')
        .where('rendition.hash', '=', hash)
        .where((photo) =>
          photo.or([
            photo('photo.removed_at', 'is', null),
            photo.and([
              photo('photo.removed_at', '>', horizon.removed),
              photo('photo.deleted_for_good', '=', 0),
            ]),
            // Out of sight for now, however long ago.
            photo('photo.hidden', 'is not', null),
          ]),
        ),
    ),
    eb.exists(eb.selectFrom('images').select('images.id').where('images.hash', '=', hash)),
    eb.exists(eb.selectFrom('images').select('images.id').where('images.thumb_hash', '=', hash)),
    eb.exists(
      eb
        .selectFrom('pending_scans')
        .select('pending_scans.photo_id')
        .where('pending_scans.source_hash', '=', hash),
    ),
    eb.exists(
      eb
        .selectFrom('session_logos as logo')
        .select('logo.session_id')
        .where('logo.hash', '=', hash),
    ),
    eb.exists(
      eb
        .selectFrom('blobs as young')
        .select('young.hash')
        .where('young.hash', '=', hash)
        .where('young.created_at', '>', horizon.stored),
    ),
  ]);
}

/** Where a blob is on its way out; undefined for one that is kept. */
export async function findCollection(db: Db, hash: string): Promise<CollectionRow | undefined> {
  return db.selectFrom('blob_collection').selectAll().where('hash', '=', hash).executeTakeFirst();
}

/**
 * Takes blobs back that somebody is about to refer to; in the transaction that does.
 *
 * @returns those whose bytes are gone or are being deleted: they have to be brought again.
 */
export async function takeBack(db: Db, hashes: string[]): Promise<string[]> {
  if (hashes.length === 0) return [];
  await db
    .deleteFrom('blob_collection')
    .where('hash', 'in', hashes)
    .where('state', '=', 'doomed')
    .execute();
  const lost = await db
    .selectFrom('blob_collection')
    .select('hash')
    .where('hash', 'in', hashes)
    .execute();
  return lost.map((row) => row.hash);
}

/**
 * Takes a blob back whose bytes have just been stored again.
 *
 * @param before what `findCollection` said before they were stored.
 * @returns false where they may have been deleted since: they have to be stored once more.
 */
export async function takeBackStored(
  db: Db,
  hash: string,
  before: CollectionRow | undefined,
): Promise<boolean> {
  if (before?.state === 'collected') {
    await db
      .deleteFrom('blob_collection')
      .where('hash', '=', hash)
      .where('state', '=', 'collected')
      .where('since', '=', before.since)
      .execute();
  }
  return (await takeBack(db, [hash])).length === 0;
}

/** A page of recorded blobs that are old enough to go, oldest first. */
export async function listBlobsBefore(
  db: Db,
  stored: number,
  after: BlobPosition | null,
  limit: number,
): Promise<BlobPosition[]> {
  let query = db
    .selectFrom('blobs')
    .select(['created_at', 'hash'])
    .where('created_at', '<=', stored);
  if (after !== null) {
    query = query.where((eb) =>
      eb.or([
        eb('created_at', '>', after.created_at),
        eb.and([eb('created_at', '=', after.created_at), eb('hash', '>', after.hash)]),
      ]),
    );
  }
  return query.orderBy('created_at').orderBy('hash').limit(limit).execute();
}

export interface BlobPosition {
  created_at: number;
  hash: string;
}

/** Which of these nothing refers to, unless they are on their way out already. */
export async function findUnreferenced(
  db: Db,
  hashes: string[],
  horizon: Horizon,
): Promise<string[]> {
  if (hashes.length === 0) return [];
  const rows = await db
    .selectFrom('blobs')
    .leftJoin('blob_collection', 'blob_collection.hash', 'blobs.hash')
    .select('blobs.hash')
    .where('blobs.hash', 'in', hashes)
    .where('blob_collection.hash', 'is', null)
    .where((eb) => eb.not(isReferenced(expressionBuilder<Tables>(), eb.ref('blobs.hash'), horizon)))
    .execute();
  return rows.map((row) => row.hash);
}

/** Which of these no blob is recorded for, or only one whose bytes are said to be gone. */
export async function findUnrecorded(db: Db, hashes: string[]): Promise<string[]> {
  if (hashes.length === 0) return [];
  const recorded = await db
    .selectFrom('blobs')
    .leftJoin('blob_collection', 'blob_collection.hash', 'blobs.hash')
    .select(['blobs.hash', 'blob_collection.state'])
    .where('blobs.hash', 'in', hashes)
    .execute();
  const kept = new Set(recorded.filter((row) => row.state !== 'collected').map((row) => row.hash));
  return hashes.filter((hash) => !kept.has(hash));
}

/**
 * Marks a blob that nothing refers to. Whoever uploaded it has to do it again before publishing.
 *
 * @returns whether it is marked now and was not before.
 */
export async function doom(db: Db, hash: string, horizon: Horizon, at: number): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { referenced } = await trx
      .selectNoFrom((eb) => isReferenced(eb, eb.val(hash), horizon).as('referenced'))
      .executeTakeFirstOrThrow();
    if (Number(referenced) !== 0) return false;
    const row = { state: 'doomed' as const, since: at };
    const doomed = await trx
      .insertInto('blob_collection')
      .values({ hash, ...row })
      .onConflict((conflict) =>
        conflict.column('hash').doUpdateSet(row).where('blob_collection.state', '=', 'collected'),
      )
      .returning('hash')
      .executeTakeFirst();
    if (doomed === undefined) return false;
    await trx.deleteFrom('blob_uploads').where('hash', '=', hash).execute();
    return true;
  });
}

/** What was doomed long enough ago, and what another instance began to delete and did not end. */
export async function listDue(
  db: Db,
  due: { doomed: number; collecting: number },
  limit: number,
): Promise<CollectionRow[]> {
  return db
    .selectFrom('blob_collection')
    .selectAll()
    .where((eb) => isDue(eb, due))
    .orderBy('since')
    .limit(limit)
    .execute();
}

function isDue(
  eb: ExpressionBuilder<Tables, 'blob_collection'>,
  due: { doomed: number; collecting: number },
) {
  return eb.or([
    eb.and([eb('state', '=', 'doomed'), eb('since', '<=', due.doomed)]),
    eb.and([eb('state', '=', 'collecting'), eb('since', '<=', due.collecting)]),
  ]);
}

/** From now on nobody can take it back. Returns whether its bytes are to be deleted. */
export async function beginCollecting(
  db: Db,
  hash: string,
  due: { doomed: number; collecting: number },
  horizon: Horizon,
  at: number,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await trx
      .deleteFrom('blob_collection')
      .where('hash', '=', hash)
      .where('state', '=', 'doomed')
      .where((eb) => isReferenced(expressionBuilder<Tables>(), eb.val(hash), horizon))
      .execute();
    const begun = await trx
      .updateTable('blob_collection')
      .set({ state: 'collecting', since: at })
      .where('hash', '=', hash)
      .where((eb) => isDue(eb, due))
      .returning('hash')
      .executeTakeFirst();
    if (begun === undefined) return false;
    await trx.deleteFrom('blob_uploads').where('hash', '=', hash).execute();
    return true;
  });
}

export async function endCollecting(
  db: Db,
  hash: string,
  begun: number,
  at: number,
): Promise<void> {
  await db
    .updateTable('blob_collection')
    .set({ state: 'collected', since: at })
    .where('hash', '=', hash)
    .where('state', '=', 'collecting')
    .where('since', '=', begun)
    .execute();
}

/** What was collected without ever having been recorded needs no memory of it after a while. */
export async function forgetCollected(db: Db, before: number): Promise<void> {
  await db
    .deleteFrom('blob_collection')
    .where('state', '=', 'collected')
    .where('since', '<=', before)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('blobs')
            .select('blobs.hash')
            .whereRef('blobs.hash', '=', 'blob_collection.hash'),
        ),
      ),
    )
    .execute();
}
