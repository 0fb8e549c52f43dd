import { PictureLiveError } from '@picture-live/shared/errors';
import type { FeedEvent } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import type { TakedownRow } from '../../db/takedown-tables.ts';
import type { StoredPhoto } from '../../repositories/photos.ts';
import {
  decideOpen,
  forgetHiding,
  listTakedownsOf,
  updateTakedown,
} from '../../repositories/takedowns.ts';
import { deleteForGood, showPhoto } from '../photos/visibility.ts';

/** What an owner decides. */
export interface Decision {
  state: 'granted' | 'refused';
  decided_at: number;
  decided_by: string;
  note: string;
}

/** What the decision did: every request that is decided by it, the one it is about first. */
export interface Decided {
  rows: TakedownRow[];
  event: FeedEvent | null;
}

/**
 * Decides a request in the transaction that has locked the session of its photo.
 *
 * @throws PictureLiveError `takedown_decided` where what was granted is to be refused.
 */
export async function decideWithin(
  trx: Db,
  stored: StoredPhoto,
  id: string,
  decision: Decision,
): Promise<Decided> {
  const all = await listTakedownsOf(trx, stored.photo.id);
  const before = all.find((row) => row.id === id);
  if (before === undefined) throw noSuchTakedown();
  if (before.state === decision.state) return { rows: [before], event: null };
  if (before.state === 'granted') throw new PictureLiveError('takedown_decided');
  const row = await updateTakedown(trx, id, decision);
  if (decision.state === 'granted') {
    const others = await decideOpen(trx, stored.photo.id, decision);
    await forgetHiding(trx, stored.photo.id);
    const event = await deleteForGood(trx, stored, decision.decided_at);
    return { rows: [row, ...others], event };
  }
  return { rows: [row], event: await showAgain(trx, stored, all, id, decision.decided_at) };
}

/** Unless somebody else on it still waits for a decision, or a moderator hid it for other reasons. */
async function showAgain(
  trx: Db,
  stored: StoredPhoto,
  all: TakedownRow[],
  decidedId: string,
  now: number,
): Promise<FeedEvent | null> {
  const someoneWaits = all.some((row) => row.id !== decidedId && row.state === 'open');
  const wasHidden = all.some((row) => row.hid !== 0) && stored.photo.hidden === 'hidden';
  if (someoneWaits || !wasHidden) return null;
  await forgetHiding(trx, stored.photo.id);
  return showPhoto(trx, stored, now);
}

export function noSuchTakedown(): PictureLiveError {
  return new PictureLiveError('not_found', 'This request does not exist.');
}
