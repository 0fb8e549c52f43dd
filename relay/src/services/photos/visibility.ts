import { PictureLiveError } from '@picture-live/shared/errors';
import type { FeedEvent } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import type { PhotoRow } from '../../db/tables.ts';
import { takeBack } from '../../repositories/blob-collection.ts';
import { findLiveBySource, updatePhoto } from '../../repositories/photos.ts';
import type { StoredPhoto } from '../../repositories/photos.ts';
import { nextSeq } from '../../repositories/sessions.ts';
import { photoGone, removePhoto, tellAbout } from '../publish/changes.ts';

/*
 * Out of sight and back. All of it runs inside the transaction that has locked the session and
 * returns the event to tell after the commit, or null where nothing changed.
 */

/** For guests it is as if it had been taken back; members still see it in their list. */
export async function hidePhoto(
  trx: Db,
  { photo }: StoredPhoto,
  now: number,
): Promise<FeedEvent | null> {
  if (isTakenBack(photo)) throw new PictureLiveError('photo_gone');
  if (photo.hidden !== null) return null;
  await updatePhoto(trx, photo.id, { removed_at: now, hidden: 'hidden' });
  return photoGone(trx, photo, now);
}

/**
 * Ends the hiding; also how a moderator lets through what is held.
 *
 * @throws PictureLiveError `photo_gone`; `unavailable` for what the virus scanner has not seen.
 */
export async function showPhoto(
  trx: Db,
  { photo }: StoredPhoto,
  now: number,
): Promise<FeedEvent | null> {
  if (isTakenBack(photo)) throw new PictureLiveError('photo_gone');
  if (photo.hidden === null) return null;
  if (photo.hidden === 'scan') throw notScanned();
  return bringBack(trx, photo, now);
}

export async function deletePhoto(
  trx: Db,
  { photo }: StoredPhoto,
  now: number,
): Promise<FeedEvent | null> {
  return isTakenBack(photo) ? null : removePhoto(trx, photo, now);
}

/** Also what waits in the bin already: from now on it cannot be restored. */
export async function deleteForGood(
  trx: Db,
  stored: StoredPhoto,
  now: number,
): Promise<FeedEvent | null> {
  await updatePhoto(trx, stored.photo.id, { deleted_for_good: 1 });
  return deletePhoto(trx, stored, now);
}

/**
 * Undoes taking it back, as long as its pictures are still there.
 *
 * @throws PictureLiveError `photo_gone`; `duplicate_photo` where its content is live again already.
 */
export async function restorePhoto(
  trx: Db,
  { photo, renditions }: StoredPhoto,
  now: number,
): Promise<FeedEvent | null> {
  if (!isTakenBack(photo)) return null;
  if (photo.deleted_for_good !== 0) {
    throw new PictureLiveError(
      'photo_gone',
      'A guest asked for this photo to be deleted for good.',
    );
  }
  const twin = await findLiveBySource(trx, photo.session_id, photo.source_hash);
  if (twin !== undefined) throw new PictureLiveError('duplicate_photo');
  const lost = await takeBack(
    trx,
    renditions.map((rendition) => rendition.hash),
  );
  if (lost.length > 0) {
    throw new PictureLiveError('photo_gone', 'The pictures of this photo have been deleted.');
  }
  return photo.hidden_before === null
    ? bringBack(trx, photo, now)
    : bringBackHidden(trx, photo, now);
}

/** What guests did not see when it was deleted, they do not see when it is restored. */
async function bringBackHidden(trx: Db, photo: PhotoRow, now: number): Promise<FeedEvent> {
  const { id: photoId, session_id: sessionId, hidden_before: hidden } = photo;
  await updatePhoto(trx, photoId, { removed_at: now, hidden, hidden_before: null, retracted: 0 });
  const seq = await nextSeq(trx, sessionId, 0);
  return (await tellAbout(trx, 'photo_status_updated', { sessionId, photoId }, seq, now)).event;
}

/** What was never seen gets its place among the photos now: guests would not find it in the past. */
export async function bringBack(trx: Db, photo: PhotoRow, now: number): Promise<FeedEvent> {
  const seq = await nextSeq(trx, photo.session_id, 1);
  const isFirst = photo.hidden === 'held' || photo.hidden === 'scan';
  await updatePhoto(trx, photo.id, {
    removed_at: null,
    hidden: null,
    retracted: 0,
    ...(isFirst && { seq, published_at: now }),
  });
  const at = { sessionId: photo.session_id, photoId: photo.id };
  return (await tellAbout(trx, 'new_photo', at, seq, now)).event;
}

export function isTakenBack(photo: PhotoRow): boolean {
  return photo.removed_at !== null && photo.hidden === null;
}

/** Until then it is handed out to nobody, members included. */
export function notScanned(): PictureLiveError {
  return new PictureLiveError('unavailable', 'The virus scanner has not seen this photo yet.');
}
