import type {
  FeedEvent,
  KeepOriginal,
  KeepOriginalReply,
  PhotoWish,
  PhotoWishReply,
  PhotosOutThere,
  PublishPhoto,
  PublishReply,
} from '@picture-live/shared/protocol';
import { PictureLiveError, assertNever } from '@picture-live/shared/errors';
import type { Db } from '../../db/database.ts';
import type { FanOut } from '../../fan-out/fan-out.ts';
import { findLiveBySource, findPhotos } from '../../repositories/photos.ts';
import type { StoredPhoto } from '../../repositories/photos.ts';
import type { MediaService } from '../media/media.ts';
import { viewPhoto } from '../photo-view.ts';
import { auditPhoto } from './audit-photo.ts';
import { completePhoto, publishNew, removePhoto, replaceContent } from './changes.ts';
import type { PhotoChange } from './changes.ts';
import { decidePublish } from './decide.ts';
import type { KnownPhoto } from './decide.ts';
import { keepOriginalWithin } from './original.ts';
import { enterSession, findOwn } from './own-photo.ts';
import type { PhotoAddress } from './own-photo.ts';
import { findMissing } from './missing-photos.ts';
import { grantWithin } from './wish.ts';

export interface PublishDeps {
  db: Db;
  fanOut: FanOut;
  media: MediaService;
  /** Epoch milliseconds. */
  now: () => number;
}

/** A reply, and the event to tell everybody once it is committed. */
interface Published {
  reply: PublishReply;
  event: FeedEvent | null;
}

export type PublishService = ReturnType<typeof publishService>;

/**
 * Puts photos into a session and takes them back. The change, its event and its place in the feed
 * are one transaction; everybody hears of it after the commit.
 */
export function publishService(deps: PublishDeps) {
  /**
   * Publishes, replaces or completes a photo as announced. Idempotent.
   *
   * @throws PictureLiveError `session_not_found`, `forbidden`, `photo_gone`, `blobs_missing`,
   *   `invalid_request`.
   */
  async function publish(at: PhotoAddress, announced: PublishPhoto): Promise<PublishReply> {
    const { reply, event } = await deps.db
      .transaction()
      .execute((trx) => publishWithin(trx, at, announced, deps.now()));
    if (event !== null) tell(at, event);
    return reply;
  }

  /**
   * Takes a photo back: its pictures are gone at once, for everybody. Idempotent.
   *
   * @throws PictureLiveError `session_not_found`, `forbidden`, `not_found`.
   */
  async function remove(at: PhotoAddress): Promise<void> {
    const event = await deps.db.transaction().execute(async (trx) => {
      await enterSession(trx, at);
      const stored = await findOwn(trx, at);
      if (stored === null) throw new PictureLiveError('not_found', 'This photo does not exist.');
      if (stored.photo.removed_at !== null && stored.photo.hidden === null) return null;
      await auditPhoto(trx, at, 'photos_deleted', deps.now());
      return removePhoto(trx, stored.photo, deps.now());
    });
    if (event !== null) tell(at, event);
  }

  /**
   * Takes back, restores and describes a photo as its device wishes; of two wishes the newer one
   * holds. Idempotent.
   *
   * @throws PictureLiveError as `grantWithin` does.
   */
  async function grant(at: PhotoAddress, wish: PhotoWish): Promise<PhotoWishReply> {
    const { reply, event } = await deps.db
      .transaction()
      .execute((trx) => grantWithin(trx, at, wish, deps.now()));
    if (event !== null) tell(at, event);
    return reply;
  }

  /**
   * Keeps the original of a photo. Idempotent.
   *
   * @throws PictureLiveError as `keepOriginalWithin` does.
   */
  async function keepOriginal(at: PhotoAddress, brought: KeepOriginal): Promise<KeepOriginalReply> {
    const { reply, event } = await deps.db
      .transaction()
      .execute((trx) => keepOriginalWithin(trx, at, brought, deps.now()));
    if (event !== null) tell(at, event);
    return reply;
  }

  /** The pictures first: nobody who hears of the change can still load the old ones. */
  function tell(at: PhotoAddress, event: FeedEvent): void {
    deps.media.forget(at.photoId);
    deps.fanOut.publish({ kind: 'feed', sessionId: at.sessionId, event });
  }

  return {
    publish,
    remove,
    grant,
    keepOriginal,
    /** See `findMissing`. */
    missing: (at: Parameters<typeof findMissing>[1], asked: PhotosOutThere['photos']) =>
      findMissing(deps.db, at, asked),
  };
}

async function publishWithin(
  trx: Db,
  at: PhotoAddress,
  announced: PublishPhoto,
  now: number,
): Promise<Published> {
  await enterSession(trx, at);
  const stored = await findOwn(trx, at);
  const twin = await findLiveBySource(trx, at.sessionId, announced.sourceHash);
  const twinId = twin === undefined || twin.id === at.photoId ? null : twin.id;
  const decision = decidePublish(stored === null ? null : known(stored), twinId, announced);
  switch (decision.kind) {
    case 'gone':
      throw new PictureLiveError('photo_gone');
    case 'duplicate':
      return untouched('duplicate', await loadPhoto(trx, decision.twinId));
    case 'unchanged':
      return untouched('unchanged', await loadPhoto(trx, at.photoId));
    case 'publish':
      return changed('published', await publishNew(trx, at, announced, now));
    case 'replace':
      await auditPhoto(trx, at, 'photo_replaced', now);
      return changed('replaced', await replaceContent(trx, at, announced, now));
    case 'complete':
      return changed('completed', await completePhoto(trx, at, announced, now));
    default:
      return assertNever(decision);
  }
}

function untouched(outcome: PublishReply['outcome'], stored: StoredPhoto): Published {
  return { reply: { outcome, photo: viewPhoto(stored) }, event: null };
}

function changed(outcome: PublishReply['outcome'], { event, stored }: PhotoChange): Published {
  return { reply: { outcome, photo: viewPhoto(stored) }, event };
}

function known({ photo, renditions }: StoredPhoto): KnownPhoto {
  return {
    revision: photo.revision,
    removed: photo.removed_at !== null && photo.hidden === null,
    hasFull: renditions.some((rendition) => rendition.name === 'full'),
  };
}

async function loadPhoto(trx: Db, id: string): Promise<StoredPhoto> {
  const [stored] = await findPhotos(trx, [id]);
  if (stored === undefined) throw new Error(`The photo ${id} disappeared in its own transaction.`);
  return stored;
}
