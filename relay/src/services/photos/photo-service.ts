import { PictureLiveError, assertNever } from '@picture-live/shared/errors';
import type {
  ChangePhoto,
  Likes,
  PhotoBatch,
  PhotoBatchReply,
  PhotoDetail,
  PhotoFilter,
  PhotoOrder,
  PhotoPage,
} from '@picture-live/shared/protocol';
import { toPictureLiveError } from '../../errors/to-picture-live-error.ts';
import { addLike, likes, removeLike } from '../../repositories/photo-likes.ts';
import { findPhotos } from '../../repositories/photos.ts';
import type { StoredPhoto } from '../../repositories/photos.ts';
import type { Actor } from '../access/actor.ts';
import { accessService, authorize } from '../access/authorize.ts';
import type { Authorized } from '../access/authorize.ts';
import { nameOf, nameOrNull } from '../access/name-of.ts';
import type { Action } from '../access/policy.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { viewPhoto } from '../photo-view.ts';
import { listPhotos } from '../photos.ts';
import { requireSession } from '../sessions.ts';
import { audited } from './audited.ts';
import { batchDeeds } from './batch-deeds.ts';
import { listCaptured } from './by-capture.ts';
import type { CapturePage } from './by-capture.ts';
import { changePhoto, noSuchPhoto } from './change.ts';
import type { ChangeDeps, Work } from './change.ts';
import { edit, feature, tag } from './edit.ts';
import { membersPart } from './members-part.ts';
import { movePhoto } from './move.ts';
import { deletePhoto, hidePhoto, isTakenBack, restorePhoto, showPhoto } from './visibility.ts';

export type PhotoService = ReturnType<typeof photoService>;

/** A place in the list of photos. `before` goes the other way, in the order of capture only. */
export interface PagePlace extends CapturePage {
  order: PhotoOrder;
}

/** What people do with the photos of a session; every change also throws as `changePhoto` does. */
export function photoService(deps: ChangeDeps) {
  const access = accessService(deps);

  /** @throws PictureLiveError as `authorize` does; `invalid_request` for a cursor not ours. */
  async function list(
    actor: Actor,
    sessionId: string,
    filter: PhotoFilter,
    place: PagePlace,
  ): Promise<PhotoPage> {
    const isMembers = filter.state !== undefined || filter.text !== undefined;
    const action = filter.includeHidden === true || isMembers ? 'view_all' : 'view';
    const { session, actor: known } = await access.authorize(actor, action, sessionId);
    const { photographerId, liked, ...choice } = filter;
    const chosen = {
      ...choice,
      ...(photographerId !== undefined && { uploader: `user:${photographerId}` }),
      ...(liked === true && { likedBy: nameOf(known) }),
    };
    if (place.order === 'captured') return listCaptured(deps.db, session.id, place, chosen);
    if (place.before !== null) {
      throw new PictureLiveError('invalid_request', '`before` needs the order of capture.');
    }
    return listPhotos(deps.db, session.id, place.after, place.limit, chosen);
  }

  /** @throws PictureLiveError `not_found`, `photo_gone`; what `authorize` throws. */
  async function read(actor: Actor, photoId: string): Promise<PhotoDetail> {
    const { stored, isMember, authorized } = await findSeen(deps, actor, 'view', photoId);
    const name = nameOrNull(authorized.actor);
    return {
      ...viewPhoto(stored),
      sessionId: stored.photo.session_id,
      liked: name !== null && (await likes(deps.db, photoId, name)),
      ...(isMember && (await membersPart(deps.db, stored.photo))),
    };
  }

  async function change(actor: Actor, photoId: string, wanted: ChangePhoto): Promise<PhotoDetail> {
    const { hidden, ...described } = wanted;
    const onlyHides = Object.keys(described).length === 0 && hidden !== undefined;
    const action = onlyHides ? 'moderate' : 'manage_photos';
    await changePhoto(deps, { actor, action, photoId }, edit(wanted, actor));
    return read(actor, photoId);
  }

  async function remove(actor: Actor, photoId: string): Promise<void> {
    const work = audited(actor, 'photos_deleted', deletePhoto);
    await changePhoto(deps, { actor, action: 'manage_photos', photoId }, work);
  }

  async function restore(actor: Actor, photoId: string): Promise<PhotoDetail> {
    const work = audited(actor, 'photos_restored', restorePhoto);
    await changePhoto(deps, { actor, action: 'manage_photos', photoId }, work);
    return read(actor, photoId);
  }

  /**
   * Each photo by itself: what cannot be done to one is no reason to leave the others. Five hundred
   * of them are one entry of the audit log, written when the last one is done.
   */
  async function batch(actor: Actor, wanted: PhotoBatch): Promise<PhotoBatchReply> {
    const action = actionOf(wanted);
    await access.authorize(actor, action, wanted.sessionId);
    if (wanted.action === 'move') await access.authorize(actor, action, wanted.toSessionId);
    const outcomes: PhotoBatchReply['outcomes'] = [];
    try {
      for (const photoId of wanted.ids) outcomes.push(await one(actor, wanted, photoId));
    } finally {
      const done = outcomes.filter(({ ok }) => ok).map(({ id }) => id);
      await recordAudit(deps.db, actor, batchDeeds(wanted, done), deps.now());
    }
    return { outcomes };
  }

  async function one(
    actor: Actor,
    wanted: PhotoBatch,
    id: string,
  ): Promise<PhotoBatchReply['outcomes'][number]> {
    try {
      if (wanted.action === 'move') {
        const { sessionId: fromId, toSessionId: toId } = wanted;
        await movePhoto(deps, actor, { photoId: id, fromId, toId });
      } else {
        const { sessionId } = wanted;
        const wish = { actor, action: actionOf(wanted), photoId: id, sessionId };
        await changePhoto(deps, wish, workOf(wanted));
      }
      return { id, ok: true };
    } catch (thrown) {
      const { code, message, status } = toPictureLiveError(thrown);
      // Ours, not the photo's: the whole request fails, and what was done stays done.
      if (status >= 500 && code !== 'unavailable') throw thrown;
      return { id, ok: false, error: { code, message } };
    }
  }

  /** Counts nobody twice. No event: at a big party it would be the busiest of all. */
  async function like(actor: Actor, photoId: string, isOn: boolean): Promise<Likes> {
    const { stored, authorized } = await findSeen(deps, actor, 'like', photoId);
    if (isTakenBack(stored.photo)) throw noSuchPhoto();
    const name = nameOf(authorized.actor);
    await deps.db.transaction().execute(async (trx) => {
      if (isOn) await addLike(trx, photoId, name, deps.now());
      else await removeLike(trx, photoId, name);
    });
    const [now] = await findPhotos(deps.db, [photoId]);
    return { liked: isOn, likes: now?.photo.like_count ?? 0 };
  }

  return { list, read, change, remove, restore, batch, like };
}

/**
 * A photo that the actor may do this to and may see: hidden ones are there for members only.
 *
 * @throws PictureLiveError `not_found`, `photo_gone`; what `authorize` throws.
 */
export async function findSeen(
  deps: Pick<ChangeDeps, 'db' | 'now'>,
  actor: Actor,
  action: Action,
  photoId: string,
): Promise<{ stored: StoredPhoto; isMember: boolean; authorized: Authorized }> {
  const [stored] = await findPhotos(deps.db, [photoId]);
  if (stored === undefined) throw noSuchPhoto();
  const session = await requireSession(deps.db, stored.photo.session_id);
  const authorized = await authorize(deps, actor, action, session);
  const { standing } = authorized;
  const isMember = ['owner', 'photographer', 'moderator'].includes(standing);
  if (stored.photo.removed_at !== null && !isMember) throw new PictureLiveError('photo_gone');
  return { stored, isMember, authorized };
}

function actionOf({ action }: PhotoBatch): Action {
  return action === 'hide' || action === 'show' ? 'moderate' : 'manage_photos';
}

function workOf(wanted: Exclude<PhotoBatch, { action: 'move' }>): Work {
  switch (wanted.action) {
    case 'hide':
      return hidePhoto;
    case 'show':
      return showPhoto;
    case 'delete':
      return deletePhoto;
    case 'restore':
      return restorePhoto;
    case 'feature':
      return feature(true);
    case 'unfeature':
      return feature(false);
    case 'tag':
      return tag(wanted.tag, true);
    case 'untag':
      return tag(wanted.tag, false);
    default:
      return assertNever(wanted);
  }
}
