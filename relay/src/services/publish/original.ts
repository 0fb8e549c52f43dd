import { PictureLiveError } from '@picture-live/shared/errors';
import type { FeedEvent, KeepOriginal, KeepOriginalReply } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import { insertRenditions } from '../../repositories/photos.ts';
import { nextSeq } from '../../repositories/sessions.ts';
import { originalOf } from '../photo-view.ts';
import { isTakenBack } from '../photos/visibility.ts';
import { tellAbout } from './changes.ts';
import { checkRenditions, renditionRows } from './check-renditions.ts';
import { enterSession, findOwn } from './own-photo.ts';
import type { PhotoAddress } from './own-photo.ts';

/** What came of it, and the event to tell everybody once it is committed. */
export interface Kept {
  reply: KeepOriginalReply;
  event: FeedEvent | null;
}

/**
 * Keeps the original of a photo's present revision, in one transaction (`trx`). It is a rendition
 * like the others for whatever keeps and removes pictures, and has no address of its own: only
 * whoever may take originals along is given it.
 *
 * @throws PictureLiveError `session_not_found`, `forbidden`, `photo_not_yours`, `not_found`,
 *   `photo_gone`, `blobs_missing`, `invalid_request`.
 */
export async function keepOriginalWithin(
  trx: Db,
  at: PhotoAddress,
  { revision, original }: KeepOriginal,
  now: number,
): Promise<Kept> {
  await enterSession(trx, at);
  const stored = await findOwn(trx, at);
  if (stored === null) throw new PictureLiveError('not_found', 'This photo does not exist.');
  if (isTakenBack(stored.photo)) throw new PictureLiveError('photo_gone');
  if (stored.photo.revision !== revision) return { reply: { outcome: 'outdated' }, event: null };
  // The first one holds: another one of the same revision is the same picture, made once more.
  if (originalOf(stored.renditions) !== undefined) {
    return { reply: { outcome: 'unchanged' }, event: null };
  }
  await checkRenditions(trx, at.deviceId, [['original', original]]);
  await insertRenditions(trx, renditionRows(at.photoId, revision, [['original', original]]));
  const seq = await nextSeq(trx, at.sessionId, 0);
  const { event } = await tellAbout(trx, 'photo_status_updated', at, seq, now);
  return { reply: { outcome: 'kept' }, event };
}
