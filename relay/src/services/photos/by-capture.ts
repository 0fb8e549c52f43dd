import { PictureLiveError } from '@picture-live/shared/errors';
import type { PhotoPage } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import { listByCapture } from '../../repositories/photos-by-capture.ts';
import type { CapturePlace, CaptureStart } from '../../repositories/photos-by-capture.ts';
import type { PhotoChoice, StoredPhoto } from '../../repositories/photos.ts';
import { viewPhoto } from '../photo-view.ts';

/** Where a page begins: after one cursor or before one; the beginning where both are null. */
export interface CapturePage {
  after: string | null;
  before: string | null;
  limit: number;
}

/**
 * A page of the photos of a session as they were taken, the earliest first. `choice.from` begins in
 * the middle; the page's `previousCursor` then leads to what was before.
 *
 * @throws PictureLiveError `invalid_request` for a cursor that this relay did not make.
 */
export async function listCaptured(
  db: Db,
  sessionId: string,
  { after, before, limit }: CapturePage,
  choice: PhotoChoice = {},
): Promise<PhotoPage> {
  const start: CaptureStart =
    before === null
      ? { after: after === null ? null : readCursor(after) }
      : { before: readCursor(before) };
  const found = await listByCapture(db, sessionId, start, limit + 1, choice);
  const hasMore = found.length > limit;
  if (before !== null) {
    const kept = hasMore ? found.slice(1) : found;
    return { ...pageOf(kept), previousCursor: hasMore ? cursorOf(kept.at(0)) : null };
  }
  const kept = found.slice(0, limit);
  return {
    ...pageOf(kept),
    nextCursor: hasMore ? cursorOf(kept.at(-1)) : null,
    ...(choice.from !== undefined && { previousCursor: cursorOf(kept.at(0)) }),
  };
}

function pageOf(stored: readonly StoredPhoto[]): PhotoPage {
  return { photos: stored.map(viewPhoto), nextCursor: null };
}

function cursorOf(stored: StoredPhoto | undefined): string | null {
  if (stored === undefined) return null;
  const { captured_at, seq } = stored.photo;
  return Buffer.from(`captured:${captured_at}:${seq}`).toString('base64url');
}

function readCursor(cursor: string): CapturePlace {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const [, capturedAt, seq] = /^captured:(-?\d{1,16}):(\d{1,15})$/.exec(text) ?? [];
  if (capturedAt === undefined || seq === undefined) {
    throw new PictureLiveError('invalid_request', 'This cursor is not one of this order.');
  }
  return { capturedAt: Number(capturedAt), seq: Number(seq) };
}
