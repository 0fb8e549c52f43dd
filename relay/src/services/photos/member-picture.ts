import { PictureLiveError } from '@picture-live/shared/errors';
import type { RenditionName } from '@picture-live/shared/protocol';
import type { Readable } from 'node:stream';
import type { Db } from '../../db/database.ts';
import type { PhotoRow } from '../../db/tables.ts';
import { findPhotos } from '../../repositories/photos.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { requireSession } from '../sessions.ts';
import { noSuchPhoto } from './change.ts';
import { isTakenBack, notScanned } from './visibility.ts';

export interface MemberPictureDeps {
  db: Db;
  blobs: BlobStore;
  /** How long deleted photos can come back, in milliseconds. */
  graceMs: number;
  /** Epoch milliseconds. */
  now: () => number;
}

export type MemberPictureService = ReturnType<typeof memberPictureService>;

/**
 * The pictures of photos that are out of sight. Their addresses are dead for everybody, because an
 * address cannot tell who asks; members decide about them and get the bytes with their token.
 */
export function memberPictureService(deps: MemberPictureDeps) {
  /**
   * @throws PictureLiveError `not_found`; `photo_gone` for what cannot come back; `unavailable` for
   *   what the virus scanner has not seen; what `authorize` throws.
   */
  async function open(
    actor: Actor,
    photoId: string,
    name: RenditionName,
  ): Promise<{ bytes: number; stream: Readable }> {
    const [stored] = await findPhotos(deps.db, [photoId]);
    if (stored === undefined) throw noSuchPhoto();
    const session = await requireSession(deps.db, stored.photo.session_id);
    await authorize(deps, actor, 'view_all', session);
    if (isOver(stored.photo)) throw new PictureLiveError('photo_gone');
    if (stored.photo.hidden === 'scan') throw notScanned();
    const rendition = stored.renditions.find((one) => one.name === name);
    if (rendition === undefined) throw noSuchPhoto();
    const blob = await deps.blobs.open(rendition.hash);
    if (blob === null) throw new PictureLiveError('photo_gone');
    return blob;
  }

  function isOver(photo: PhotoRow): boolean {
    if (!isTakenBack(photo) || photo.removed_at === null) return false;
    return photo.deleted_for_good !== 0 || photo.removed_at + deps.graceMs <= deps.now();
  }

  return { open };
}
