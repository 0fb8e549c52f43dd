import { PictureLiveError } from '@picture-live/shared/errors';
import { RENDITION_NAMES } from '@picture-live/shared/protocol';
import type { PublishPhoto, RenditionName, RenditionRef } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import type { BlobRow, RenditionRow } from '../../db/tables.ts';
import { takeBack } from '../../repositories/blob-collection.ts';
import { findUploads } from '../../repositories/blobs.ts';

/** A rendition as a device announces it, by its name. */
export type Announced = [name: RenditionName | 'original', ref: RenditionRef];

/** The renditions of an announcement, smallest first. */
export function announcedRenditions(announced: PublishPhoto): [RenditionName, RenditionRef][] {
  return RENDITION_NAMES.flatMap((name) => {
    const ref = announced.renditions[name];
    return ref === undefined ? [] : [[name, ref] satisfies [RenditionName, RenditionRef]];
  });
}

/**
 * Makes sure that each rendition is a blob which this device has brought, and is what it is said
 * to be.
 *
 * @throws PictureLiveError `blobs_missing` with `{ missing: [hash…] }`; `invalid_request`.
 */
export async function checkRenditions(
  db: Db,
  deviceId: string,
  renditions: readonly Announced[],
): Promise<void> {
  const hashes = renditions.map(([, ref]) => ref.hash);
  const uploads = await findUploads(db, deviceId, hashes);
  const byHash = new Map(uploads.map((blob) => [blob.hash, blob]));
  const lost = new Set(await takeBack(db, hashes));
  const missing = hashes.filter((hash) => !byHash.has(hash) || lost.has(hash));
  if (missing.length > 0) {
    throw new PictureLiveError('blobs_missing', undefined, { details: { missing } });
  }
  for (const [name, ref] of renditions) {
    const blob = byHash.get(ref.hash);
    if (blob !== undefined && !describes(ref, blob)) {
      throw new PictureLiveError(
        'invalid_request',
        `The rendition ${name} is announced as ${ref.width} × ${ref.height} pixels and ${ref.bytes} bytes, but is ${blob.width} × ${blob.height} and ${blob.bytes}.`,
      );
    }
  }
}

function describes(ref: RenditionRef, blob: BlobRow): boolean {
  return ref.width === blob.width && ref.height === blob.height && ref.bytes === blob.bytes;
}

/** The rows that say which blobs a revision of a photo consists of. */
export function renditionRows(
  photoId: string,
  revision: number,
  renditions: readonly Announced[],
): RenditionRow[] {
  return renditions.map(([name, { hash, width, height, bytes, type }]) => ({
    photo_id: photoId,
    revision,
    name,
    hash,
    width,
    height,
    bytes,
    type,
  }));
}
