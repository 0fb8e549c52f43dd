import { PictureLiveError } from '@picture-live/shared/errors';
import type { Db } from '../../db/database.ts';
import { findLiveBySource, findPhotos, updatePhoto } from '../../repositories/photos.ts';
import { moveTakedowns } from '../../repositories/takedowns.ts';
import { lockSession, nextSeq } from '../../repositories/sessions.ts';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { photoGone, tellAbout } from '../publish/changes.ts';
import { noSuchPhoto, tell } from './change.ts';
import type { ChangeDeps, Told } from './change.ts';
import { isTakenBack } from './visibility.ts';

/** Where a photo goes from, and where to. */
export interface Move {
  photoId: string;
  fromId: string;
  toId: string;
}

/**
 * Takes a photo out of one session and puts it into another one. It keeps its id, its likes and
 * whether it is hidden; the addresses of its pictures are new ones.
 *
 * @throws PictureLiveError `not_found`, `photo_gone`, `duplicate_photo`; what `authorize` throws.
 */
export async function movePhoto(deps: ChangeDeps, actor: Actor, move: Move): Promise<void> {
  if (move.fromId === move.toId) return;
  const told = await deps.db
    .transaction()
    .execute((trx) => moveWithin({ ...deps, db: trx }, actor, move));
  for (const one of told) tell(deps, one);
}

async function moveWithin(deps: ChangeDeps, actor: Actor, move: Move): Promise<Told[]> {
  const { db: trx } = deps;
  const { photoId, fromId, toId } = move;
  // Always in the same order: two that move towards each other must not wait for each other.
  for (const id of [fromId, toId].toSorted()) {
    const session = await lockSession(trx, id);
    if (session === undefined) throw new PictureLiveError('session_not_found');
    await authorize(deps, actor, 'manage_photos', session);
  }
  const photo = await readMovable(trx, move);
  const now = deps.now();
  const gone = await photoGone(trx, photo, now);
  const isSeen = photo.removed_at === null;
  const seq = await nextSeq(trx, toId, isSeen ? 1 : 0);
  await updatePhoto(trx, photoId, { session_id: toId, seq });
  await moveTakedowns(trx, photoId, toId);
  const { event } = await tellAbout(trx, 'new_photo', { sessionId: toId, photoId }, seq, now);
  return [
    { sessionId: fromId, photoId, event: gone },
    { sessionId: toId, photoId, event },
  ];
}

async function readMovable(trx: Db, { photoId, fromId, toId }: Move) {
  const [stored] = await findPhotos(trx, [photoId]);
  if (stored === undefined || stored.photo.session_id !== fromId) throw noSuchPhoto();
  const { photo } = stored;
  if (isTakenBack(photo)) throw new PictureLiveError('photo_gone');
  const twin = await findLiveBySource(trx, toId, photo.source_hash);
  if (twin !== undefined) throw new PictureLiveError('duplicate_photo');
  return photo;
}
