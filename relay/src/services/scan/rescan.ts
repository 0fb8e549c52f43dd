import type { FeedEvent } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import type { PendingScanRow } from '../../db/photo-tables.ts';
import type { PhotoRow } from '../../db/tables.ts';
import { endScan, listDueScans, postponeScan } from '../../repositories/pending-scans.ts';
import { findPhoto, updatePhoto } from '../../repositories/photos.ts';
import { lockSession } from '../../repositories/sessions.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { BY_THE_RELAY, recordAudit } from '../audit/record-audit.ts';
import { tell } from '../photos/change.ts';
import type { ChangeDeps } from '../photos/change.ts';
import { bringBack } from '../photos/visibility.ts';
import { removePhoto } from '../publish/changes.ts';
import type { Scanner, Verdict } from './clamd.ts';

export interface RescanDeps extends ChangeDeps {
  blobs: BlobStore;
  scanner: Scanner;
}

const AT_ONCE = 50;
const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 10 * 60_000;

/** Asks again about what was uploaded while the scanner was away; to be repeated. */
export async function rescan(deps: RescanDeps, signal?: AbortSignal): Promise<void> {
  for (const pending of await listDueScans(deps.db, deps.now(), AT_ONCE)) {
    if (signal?.aborted === true) return;
    const source = await deps.blobs.read(pending.source_hash);
    // Its bytes are kept as long as the row: without them nobody will ever know.
    const verdict = source === null ? 'infected' : await deps.scanner.scan(source);
    if (verdict === 'away') {
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(pending.tries, 10));
      await postponeScan(deps.db, pending, deps.now() + wait);
      continue;
    }
    await settle(deps, pending, verdict);
  }
}

async function settle(
  deps: RescanDeps,
  pending: PendingScanRow,
  verdict: Exclude<Verdict, 'away'>,
): Promise<void> {
  const { photo_id: photoId } = pending;
  const told = await deps.db.transaction().execute(async (trx) => {
    const before = await findPhoto(trx, photoId);
    if (before === undefined) return null;
    await lockSession(trx, before.session_id);
    if (!(await endScan(trx, photoId))) return null;
    const photo = await findPhoto(trx, photoId);
    // Taken back meanwhile.
    if (photo?.hidden !== 'scan') return null;
    const event = await release(trx, photo, { pending, verdict, now: deps.now() });
    return event === null ? null : { sessionId: photo.session_id, photoId, event };
  });
  if (told !== null) tell(deps, told);
}

async function release(
  trx: Db,
  photo: PhotoRow,
  how: { pending: PendingScanRow; verdict: Exclude<Verdict, 'away'>; now: number },
): Promise<FeedEvent | null> {
  if (how.verdict === 'infected') {
    const details = { reason: 'virus' };
    const deed = { sessionId: photo.session_id, subjects: [photo.id], details };
    await recordAudit(trx, BY_THE_RELAY, { action: 'photos_deleted', ...deed }, how.now);
    return removePhoto(trx, photo, how.now);
  }
  if (how.pending.then_held === 0) return bringBack(trx, photo, how.now);
  await updatePhoto(trx, photo.id, { hidden: 'held' });
  return null;
}
