import type { Db } from '../../db/database.ts';
import { findUnreferenced, listBlobsBefore } from '../../repositories/blob-collection.ts';
import type { BlobPosition, Horizon } from '../../repositories/blob-collection.ts';
import { sumBlobs } from '../../repositories/retention.ts';

const PAGE = 200;

/** Recorded blobs that nothing refers to and that no collection has marked yet, a page at a time. */
export async function countWaiting(
  db: Db,
  horizon: Horizon,
): Promise<{ blobs: number; bytes: number }> {
  const waiting = { blobs: 0, bytes: 0 };
  let after: BlobPosition | null = null;
  do {
    const page: BlobPosition[] = await listBlobsBefore(db, horizon.stored, after, PAGE);
    const hashes = await findUnreferenced(
      db,
      page.map(({ hash }) => hash),
      horizon,
    );
    waiting.blobs += hashes.length;
    waiting.bytes += await sumBlobs(db, hashes);
    after = page.length < PAGE ? null : (page.at(-1) ?? null);
  } while (after !== null);
  return waiting;
}
