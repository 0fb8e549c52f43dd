import { PictureLiveError } from '@picture-live/shared/errors';
import type { FeedEvent, PhotoWish, PhotoWishReply } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import type { PhotoRow } from '../../db/tables.ts';
import { takeBack } from '../../repositories/blob-collection.ts';
import { addTag, removeTag } from '../../repositories/photo-tags.ts';
import { findPhotos, updatePhoto } from '../../repositories/photos.ts';
import type { StoredPhoto } from '../../repositories/photos.ts';
import { nextSeq } from '../../repositories/sessions.ts';
import { listTakedownsOf } from '../../repositories/takedowns.ts';
import { viewPhoto } from '../photo-view.ts';
import { isTakenBack, restorePhoto } from '../photos/visibility.ts';
import { auditPhoto } from './audit-photo.ts';
import { removePhoto, tellAbout } from './changes.ts';
import { enterSession, findOwn } from './own-photo.ts';
import type { PhotoAddress } from './own-photo.ts';

/** What a wish did: the reply, and the event to tell everybody once it is committed. */
export interface Granted {
  reply: PhotoWishReply;
  event: FeedEvent | null;
}

/**
 * Carries out what a device wishes of its photo, in one transaction (`trx`).
 *
 * @throws PictureLiveError `session_not_found`, `forbidden`, `photo_not_yours`, `not_found`;
 *   `photo_gone` where somebody else took it out of sight; `blobs_missing` where its pictures were
 *   deleted meanwhile; `duplicate_photo`.
 */
export async function grantWithin(
  trx: Db,
  at: PhotoAddress,
  wish: PhotoWish,
  now: number,
): Promise<Granted> {
  await enterSession(trx, at);
  const stored = await findOwn(trx, at);
  if (stored === null) throw new PictureLiveError('not_found', 'This photo does not exist.');
  if (wish.version <= stored.photo.wish_version) {
    return { reply: { outcome: 'outdated', photo: viewPhoto(stored) }, event: null };
  }
  const describes = await describe(trx, stored, wish);
  const moved = await moveInSight(trx, at, stored, wish, now);
  const isSeen = stored.photo.removed_at === null;
  const event = moved ?? (describes && isSeen ? await changed(trx, at, now) : null);
  const [after = stored] = await findPhotos(trx, [at.photoId]);
  return { reply: { outcome: 'done', photo: viewPhoto(after) }, event };
}

/** Also of a photo that is out of sight: it may come back. Says whether there was anything. */
async function describe(trx: Db, { photo, tags }: StoredPhoto, wish: PhotoWish): Promise<boolean> {
  const { version, featured, caption, tag = [], untag = [] } = wish;
  await updatePhoto(trx, photo.id, {
    wish_version: version,
    ...(featured !== undefined && { featured: featured ? 1 : 0 }),
    ...(caption !== undefined && { caption }),
  });
  for (const word of tag) if (!tags.includes(word)) await addTag(trx, photo.id, word);
  for (const word of untag) await removeTag(trx, photo.id, word);
  return featured !== undefined || caption !== undefined || tag.length + untag.length > 0;
}

async function moveInSight(
  trx: Db,
  at: PhotoAddress,
  stored: StoredPhoto,
  { retracted }: PhotoWish,
  now: number,
): Promise<FeedEvent | null> {
  const { photo } = stored;
  if (retracted === undefined || retracted === isTakenBack(photo)) return null;
  if (retracted) {
    // What a moderator has hidden does not come back because a laptop took it back in between.
    await updatePhoto(trx, photo.id, { retracted: photo.hidden === null ? 1 : 0 });
    await auditPhoto(trx, at, 'photos_deleted', now);
    return removePhoto(trx, photo, now);
  }
  await requireOwnRetraction(trx, photo);
  const missing = await takeBack(
    trx,
    stored.renditions.map(({ hash }) => hash),
  );
  if (missing.length > 0) {
    throw new PictureLiveError('blobs_missing', undefined, { details: { missing } });
  }
  await auditPhoto(trx, at, 'photos_restored', now);
  return restorePhoto(trx, stored, now);
}

/** A laptop brings back what it took back itself, unless a guest has asked that it stays away. */
async function requireOwnRetraction(trx: Db, photo: PhotoRow): Promise<void> {
  if (photo.retracted === 0) {
    throw new PictureLiveError(
      'photo_gone',
      'This photo was taken back by somebody else, who can restore it.',
    );
  }
  const asked = await listTakedownsOf(trx, photo.id);
  if (asked.some(({ state }) => state !== 'refused')) {
    throw new PictureLiveError(
      'photo_gone',
      'A guest has asked that this photo is removed. The owner of the session can restore it.',
    );
  }
}

async function changed(trx: Db, at: PhotoAddress, now: number): Promise<FeedEvent> {
  const seq = await nextSeq(trx, at.sessionId, 0);
  return (await tellAbout(trx, 'photo_status_updated', at, seq, now)).event;
}
