import { PictureLiveError } from '@picture-live/shared/errors';
import type { MissingPhotos, PhotosOutThere } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import { findPhotos } from '../../repositories/photos.ts';
import type { StoredPhoto } from '../../repositories/photos.ts';
import { findSession } from '../../repositories/sessions.ts';
import { requireDelivery } from '../devices.ts';
import type { PhotoAddress } from './own-photo.ts';

/**
 * Which of the photos that a laptop has published are not there: after a restore, those that came
 * after the backup.
 *
 * @throws PictureLiveError `session_not_found`, `forbidden`.
 */
export async function findMissing(
  db: Db,
  { deviceId, sessionId }: Pick<PhotoAddress, 'deviceId' | 'sessionId'>,
  asked: PhotosOutThere['photos'],
): Promise<MissingPhotos> {
  const session = await findSession(db, sessionId);
  if (session === undefined || session.deleted_at !== null) {
    throw new PictureLiveError('session_not_found');
  }
  await requireDelivery(db, deviceId, session);
  const stored = await findPhotos(
    db,
    asked.map(({ id }) => id),
  );
  const known = new Map(stored.map((one) => [one.photo.id, one]));
  const found: MissingPhotos = { missing: [], incomplete: [], withoutOriginal: [] };
  for (const { id, revision } of asked) {
    const one = known.get(id);
    if (one === undefined) found.missing.push(id);
    if (one === undefined || !isInHand(one, { deviceId, sessionId })) continue;
    if (one.photo.revision < revision) found.missing.push(id);
    else {
      if (isWithout(one, 'full')) found.incomplete.push(id);
      if (isWithout(one, 'original')) found.withoutOriginal.push(id);
    }
  }
  return found;
}

/** Nothing is to be brought of what somebody moved or deleted, or what another laptop delivered. */
function isInHand(
  { photo }: StoredPhoto,
  { deviceId, sessionId }: Pick<PhotoAddress, 'deviceId' | 'sessionId'>,
): boolean {
  const isRemoved = photo.removed_at !== null && photo.hidden === null;
  return photo.device_id === deviceId && photo.session_id === sessionId && !isRemoved;
}

function isWithout({ renditions }: StoredPhoto, wanted: 'full' | 'original'): boolean {
  return renditions.every(({ name }) => name !== wanted);
}
