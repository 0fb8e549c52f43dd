import type { Db } from '../../db/database.ts';
import {
  beginCollecting,
  doom,
  endCollecting,
  findUnrecorded,
  findUnreferenced,
  forgetCollected,
  listBlobsBefore,
  listDue,
} from '../../repositories/blob-collection.ts';
import type { BlobPosition, Horizon } from '../../repositories/blob-collection.ts';
import type { BlobPage, BlobStore } from '../../storage/blob-store.ts';

export interface CollectionDeps {
  db: Db;
  blobs: BlobStore;
  /** How long bytes are kept that nothing refers to, in milliseconds. */
  graceMs: number;
  /** How long the pictures of deleted photos are kept, in milliseconds. */
  photoGraceMs: number;
  /** Epoch milliseconds. */
  now: () => number;
}

export interface CollectionReport {
  /** Blobs that nothing refers to; they are deleted by a later run, unless somebody needs them. */
  doomed: number;
  /** Of these, bytes in the store that were never recorded. */
  unrecorded: number;
  /** Blobs whose bytes are deleted. */
  collected: number;
}

/**
 * Between being marked and being deleted. Longer than any transaction: one that did not see the
 * mark has committed its reference by then, and the deletion sees that.
 */
const DOOMED_MS = 15 * 60_000;
/** An instance that has not ended a deletion by then has died. */
const COLLECTING_MS = 15 * 60_000;
/** An upload that began before a deletion has ended by then. */
const REMEMBERED_MS = 24 * 3_600_000;
const PAGE = 200;

/**
 * Deletes the bytes that nothing refers to any more, in two steps that are far apart: a run marks
 * them, a later one deletes what is still marked and still unreferenced. Safe on any number of
 * instances at once, and beside uploads and publishing (see repositories/blob-collection.ts).
 *
 * @param signal ends it between two blobs.
 * @throws PictureLiveError `unavailable` where the store is away; the next run goes on.
 */
export async function collectBlobs(
  deps: CollectionDeps,
  signal?: AbortSignal,
): Promise<CollectionReport> {
  const now = deps.now();
  const horizon = { stored: now - deps.graceMs, removed: now - deps.photoGraceMs };
  const stopped = (): boolean => signal?.aborted === true;
  const collected = await sweep(deps, horizon, stopped);
  const recorded = await markRecorded(deps, horizon, stopped);
  const unrecorded = await markUnrecorded(deps, horizon, stopped);
  await forgetCollected(deps.db, now - Math.max(REMEMBERED_MS, deps.graceMs));
  return { doomed: recorded + unrecorded, unrecorded, collected };
}

async function sweep(
  { db, blobs, now }: CollectionDeps,
  horizon: Horizon,
  stopped: () => boolean,
): Promise<number> {
  const started = now();
  const due = { doomed: started - DOOMED_MS, collecting: started - COLLECTING_MS };
  let collected = 0;
  for (;;) {
    const rows = await listDue(db, due, PAGE);
    if (rows.length === 0) return collected;
    for (const { hash } of rows) {
      if (stopped()) return collected;
      const at = now();
      if (!(await beginCollecting(db, hash, due, horizon, at))) continue;
      await blobs.remove(hash);
      await endCollecting(db, hash, at, now());
      collected += 1;
    }
  }
}

async function markRecorded(
  { db, now }: CollectionDeps,
  horizon: Horizon,
  stopped: () => boolean,
): Promise<number> {
  let doomed = 0;
  let after: BlobPosition | null = null;
  do {
    const page: BlobPosition[] = await listBlobsBefore(db, horizon.stored, after, PAGE);
    const unreferenced = await findUnreferenced(db, hashesOf(page), horizon);
    doomed += await doomEach(db, horizon, unreferenced, now);
    after = page.length < PAGE ? null : (page.at(-1) ?? null);
  } while (after !== null && !stopped());
  return doomed;
}

/** An upload whose record was never committed, e.g. because the process died in between. */
async function markUnrecorded(
  { db, blobs, now }: CollectionDeps,
  horizon: Horizon,
  stopped: () => boolean,
): Promise<number> {
  let doomed = 0;
  let after: string | null = null;
  do {
    const page: BlobPage = await blobs.list(after, PAGE);
    const old = page.blobs.filter((blob) => blob.storedAt <= horizon.stored);
    const unrecorded = await findUnrecorded(db, hashesOf(old));
    doomed += await doomEach(db, horizon, unrecorded, now);
    after = page.next;
  } while (after !== null && !stopped());
  return doomed;
}

async function doomEach(
  db: Db,
  horizon: Horizon,
  hashes: string[],
  now: () => number,
): Promise<number> {
  let doomed = 0;
  for (const hash of hashes) if (await doom(db, hash, horizon, now())) doomed += 1;
  return doomed;
}

function hashesOf(blobs: { hash: string }[]): string[] {
  return blobs.map((blob) => blob.hash);
}
