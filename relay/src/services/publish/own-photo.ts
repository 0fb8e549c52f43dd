import { PictureLiveError } from '@picture-live/shared/errors';
import type { Db } from '../../db/database.ts';
import { findPhotos } from '../../repositories/photos.ts';
import type { StoredPhoto } from '../../repositories/photos.ts';
import { lockSession } from '../../repositories/sessions.ts';
import { requireDelivery } from '../devices.ts';

/** Which photo of which session a device speaks about. */
export interface PhotoAddress {
  deviceId: string;
  sessionId: string;
  photoId: string;
  /** The network it comes from. */
  address?: string;
}

/**
 * Keeps other writers of the session out until the transaction ends.
 *
 * @throws PictureLiveError `session_not_found`, `forbidden`.
 */
export async function enterSession(trx: Db, at: PhotoAddress): Promise<void> {
  const session = await lockSession(trx, at.sessionId);
  if (session === undefined || session.deleted_at !== null) {
    throw new PictureLiveError('session_not_found');
  }
  await requireDelivery(trx, at.deviceId, session);
}

/**
 * The photo, if it is one that this device has put into this session; null where there is none.
 *
 * @throws PictureLiveError `photo_gone`, `photo_not_yours`.
 */
export async function findOwn(trx: Db, at: PhotoAddress): Promise<StoredPhoto | null> {
  const [stored] = await findPhotos(trx, [at.photoId]);
  if (stored === undefined) return null;
  const isOwn = stored.photo.device_id === at.deviceId;
  if (isOwn && stored.photo.session_id !== at.sessionId) {
    throw new PictureLiveError('photo_gone', 'This photo was moved to another session.');
  }
  if (!isOwn) throw new PictureLiveError('photo_not_yours');
  return stored;
}
