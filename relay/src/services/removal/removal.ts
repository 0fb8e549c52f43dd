import { PictureLiveError } from '@picture-live/shared/errors';
import type { RemovalProgress } from '@picture-live/shared/protocol';
import { findPhoto } from '../../repositories/photos.ts';
import type { Actor } from '../access/actor.ts';
import { accessService } from '../access/authorize.ts';
import type { AccessDeps } from '../access/authorize.ts';
import { noSuchPhoto } from '../photos/change.ts';
import type { RemovalBoard } from './removal-board.ts';

export type RemovalService = ReturnType<typeof removalService>;

/** "Gone from 412 of 415 screens", for whoever takes photos back. */
export function removalService(deps: AccessDeps & { board: RemovalBoard }) {
  const access = accessService(deps);

  /**
   * For members, and for the laptops that deliver.
   *
   * @throws PictureLiveError `not_found` for what did not go, or so long ago that nobody counts any
   *   more; what `authorize` throws.
   */
  async function read(actor: Actor, photoId: string): Promise<RemovalProgress> {
    const photo = await findPhoto(deps.db, photoId);
    if (photo === undefined) throw noSuchPhoto();
    const action = actor.kind === 'device' ? 'deliver' : 'view_all';
    await access.authorize(actor, action, photo.session_id);
    const progress = deps.board.read(photoId);
    if (progress !== null) return progress;
    throw new PictureLiveError('not_found', 'This photo is not on its way off any screen.');
  }

  return { read, board: deps.board };
}
