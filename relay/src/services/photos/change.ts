import { PictureLiveError } from '@picture-live/shared/errors';
import type { FeedEvent } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import type { FanOut } from '../../fan-out/fan-out.ts';
import { findPhoto, findPhotos } from '../../repositories/photos.ts';
import type { StoredPhoto } from '../../repositories/photos.ts';
import { lockSession } from '../../repositories/sessions.ts';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import type { Action } from '../access/policy.ts';
import type { MediaService } from '../media/media.ts';

export interface ChangeDeps {
  db: Db;
  fanOut: FanOut;
  media: Pick<MediaService, 'forget'>;
  /** Epoch milliseconds. */
  now: () => number;
}

/** An event of a session, to be told once it is committed. */
export interface Told {
  sessionId: string;
  photoId: string;
  event: FeedEvent;
}

/** What is done to a photo whose session is locked; returns what to tell. */
export type Work = (trx: Db, stored: StoredPhoto, now: number) => Promise<FeedEvent | null>;

/** Who wants to do what to which photo. */
export interface Wish {
  actor: Actor;
  action: Action;
  photoId: string;
  /** Where the photo has to be; any session otherwise. */
  sessionId?: string;
}

/**
 * One change of one photo: with its permission, its event and its place in the feed in one
 * transaction; everybody hears of it after the commit.
 *
 * @throws PictureLiveError `not_found`, what `authorize` throws and what the work throws.
 */
export async function changePhoto(deps: ChangeDeps, wish: Wish, work: Work): Promise<void> {
  const sessionId = await sessionOf(deps.db, wish);
  const event = await deps.db.transaction().execute(async (trx) => {
    const session = await lockSession(trx, sessionId);
    if (session === undefined) throw noSuchPhoto();
    await authorize({ db: trx, now: deps.now }, wish.actor, wish.action, session);
    const [stored] = await findPhotos(trx, [wish.photoId]);
    // Moved meanwhile.
    if (stored === undefined || stored.photo.session_id !== sessionId) throw noSuchPhoto();
    return work(trx, stored, deps.now());
  });
  if (event !== null) tell(deps, { sessionId, photoId: wish.photoId, event });
}

async function sessionOf(db: Db, { photoId, sessionId }: Wish): Promise<string> {
  const photo = await findPhoto(db, photoId);
  if (photo === undefined) throw noSuchPhoto();
  if (sessionId !== undefined && photo.session_id !== sessionId) throw noSuchPhoto();
  return photo.session_id;
}

/** The pictures first: nobody who hears of the change can still load the old ones. */
export function tell({ media, fanOut }: ChangeDeps, { sessionId, photoId, event }: Told): void {
  media.forget(photoId);
  fanOut.publish({ kind: 'feed', sessionId, event });
}

export function noSuchPhoto(): PictureLiveError {
  return new PictureLiveError('not_found', 'This photo does not exist.');
}
