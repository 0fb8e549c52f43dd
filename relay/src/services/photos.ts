import { PictureLiveError } from '@picture-live/shared/errors';
import type { PhotoPage } from '@picture-live/shared/protocol';
import type { Db } from '../db/database.ts';
import { listLive } from '../repositories/photos.ts';
import type { PhotoChoice } from '../repositories/photos.ts';
import { viewPhoto } from './photo-view.ts';

/**
 * A page of the photos of a session, newest first; live ones unless `choice` says more.
 *
 * @param after the `nextCursor` of the page before, or null for the newest.
 * @throws PictureLiveError `invalid_request` for a cursor that this relay did not make.
 */
export async function listPhotos(
  db: Db,
  sessionId: string,
  after: string | null,
  limit: number,
  choice: PhotoChoice = {},
): Promise<PhotoPage> {
  const before = after === null ? null : readCursor(after);
  const found = await listLive(db, sessionId, before, limit + 1, choice);
  const photos = found.slice(0, limit).map(viewPhoto);
  const last = photos.at(-1);
  const more = found.length > limit && last !== undefined;
  return { photos, nextCursor: more ? makeCursor(last.seq) : null };
}

/** Opaque to clients, so that another order can have another cursor later. */
function makeCursor(seq: number): string {
  return Buffer.from(`seq:${seq}`).toString('base64url');
}

function readCursor(cursor: string): number {
  const seq = /^seq:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'))?.[1];
  if (seq === undefined) {
    throw new PictureLiveError('invalid_request', 'The cursor `after` is not one of this relay.');
  }
  return Number(seq);
}
