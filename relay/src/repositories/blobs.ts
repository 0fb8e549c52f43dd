import type { Db } from '../db/database.ts';
import type { BlobRow } from '../db/tables.ts';

/** Records proven bytes and who brought them; bytes that were brought again are young again. */
export async function recordUpload(db: Db, deviceId: string, blob: BlobRow): Promise<void> {
  await db
    .insertInto('blobs')
    .values(blob)
    .onConflict((conflict) => conflict.column('hash').doUpdateSet({ created_at: blob.created_at }))
    .execute();
  await db
    .insertInto('blob_uploads')
    .values({ device_id: deviceId, hash: blob.hash, created_at: blob.created_at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Those of the blobs that this device itself has uploaded, in no order. */
export async function findUploads(db: Db, deviceId: string, hashes: string[]): Promise<BlobRow[]> {
  return db
    .selectFrom('blobs')
    .innerJoin('blob_uploads', 'blob_uploads.hash', 'blobs.hash')
    .selectAll('blobs')
    .where('blob_uploads.device_id', '=', deviceId)
    .where('blobs.hash', 'in', hashes)
    .execute();
}
