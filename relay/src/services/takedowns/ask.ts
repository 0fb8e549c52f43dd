import { v7 as uuid } from 'uuid';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { FeedEvent } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import type { PhotoRow } from '../../db/tables.ts';
import type { TakedownRow } from '../../db/takedown-tables.ts';
import type { StoredPhoto } from '../../repositories/photos.ts';
import { findTakedownOf, insertTakedown, updateTakedown } from '../../repositories/takedowns.ts';
import { noSuchPhoto } from '../photos/change.ts';
import { hidePhoto, isTakenBack } from '../photos/visibility.ts';
import { mayHide } from './storm.ts';

/** Who asks, and what they say. */
export interface Wish {
  asker: string;
  origin: string;
  reason: string;
  contact: string | null;
}

/** What asking did; `event` hides the photo, `row` is news unless it was asked before. */
export interface Asked {
  row: TakedownRow;
  event: FeedEvent | null;
  isNews: boolean;
}

/**
 * Records a request and hides its photo, in the transaction that has locked the session. Asking
 * again changes nothing: not what waits, and not what the owner refused. Only a photo that came
 * back although it was to stay out is asked about anew.
 *
 * @throws PictureLiveError `photo_gone`; `not_found` for a photo that nobody has seen yet.
 */
export async function askWithin(
  trx: Db,
  stored: StoredPhoto,
  wish: Wish,
  now: number,
): Promise<Asked> {
  const { photo } = stored;
  const before = await findTakedownOf(trx, photo.id, wish.asker);
  if (before !== undefined && !isBack(before, photo)) {
    return { row: before, event: null, isNews: false };
  }
  if (isTakenBack(photo)) throw new PictureLiveError('photo_gone');
  if (photo.hidden === 'held' || photo.hidden === 'scan') throw noSuchPhoto();
  const sessionId = photo.session_id;
  const hides = photo.hidden === null && (await mayHide(trx, { ...wish, sessionId }));
  const open = { ...wish, state: 'open' as const, hid: hides ? 1 : 0 };
  const undecided = { decided_at: null, decided_by: null, note: '' };
  const row = before ?? { id: uuid(), session_id: sessionId, photo_id: photo.id, created_at: now };
  const asked = { ...row, ...open, ...undecided };
  if (before === undefined) await insertTakedown(trx, asked);
  else await updateTakedown(trx, before.id, { ...open, ...undecided });
  return { row: asked, event: hides ? await hidePhoto(trx, stored, now) : null, isNews: true };
}

function isBack(before: TakedownRow, photo: PhotoRow): boolean {
  return before.state === 'granted' && photo.removed_at === null;
}
