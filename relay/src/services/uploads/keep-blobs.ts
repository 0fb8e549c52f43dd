import { createHash } from 'node:crypto';
import { PictureLiveError } from '@picture-live/shared/errors';
import { proveMetadata } from '@picture-live/shared/imaging';
import type { Db } from '../../db/database.ts';
import { findCollection, takeBackStored } from '../../repositories/blob-collection.ts';
import type { CollectionRow } from '../../repositories/blob-collection.ts';
import { recordUpload } from '../../repositories/blobs.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { Intake } from '../../storage/intake.ts';

export interface KeepDeps {
  db: Db;
  blobs: BlobStore;
  intake: Intake;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Bytes in the store whose row is still to be written. */
export interface StoredBytes {
  hash: string;
  bytes: number;
  width: number;
  height: number;
  /** Whether old bytes of this name were on their way out before. */
  leaving: CollectionRow | undefined;
}

/**
 * Proves a finished JPEG and puts it into the store; nothing refers to it until `recordKept`.
 *
 * @throws PictureLiveError `metadata_leak`, `storage_full`, `unavailable`.
 */
export async function keepPicture(deps: KeepDeps, picture: Buffer): Promise<StoredBytes> {
  const proof = proveMetadata(picture);
  if (!proof.ok) throw new PictureLiveError('metadata_leak', `Refused: ${proof.reason}.`);
  return keepBytes(deps, picture, proof);
}

/** The same without a proof: for what is never handed out as it is. */
export async function keepBytes(
  { db, blobs, intake }: KeepDeps,
  content: Buffer,
  { width, height }: { width: number; height: number },
): Promise<StoredBytes> {
  const hash = createHash('sha256').update(content).digest('hex');
  const leaving = await findCollection(db, hash);
  if (leaving?.state === 'collecting') throw beingDeleted();
  const file = await intake.begin();
  try {
    await file.write(content);
    await file.close();
    await blobs.put(hash, file.path);
  } finally {
    await file.discard();
  }
  return { hash, bytes: content.length, width, height, leaving };
}

/** In the transaction that refers to them. @throws PictureLiveError `unavailable` */
export async function recordKept(
  trx: Db,
  deviceId: string,
  kept: StoredBytes[],
  now: number,
): Promise<void> {
  for (const { leaving, ...blob } of kept) {
    if (!(await takeBackStored(trx, blob.hash, leaving))) throw beingDeleted();
    await recordUpload(trx, deviceId, { ...blob, created_at: now });
  }
}

/** Old bytes of this name are being deleted, and these might be with them. */
function beingDeleted(): PictureLiveError {
  return new PictureLiveError('unavailable', 'This picture is being tidied up: upload it again.');
}
