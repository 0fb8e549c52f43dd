import { PictureLiveError } from '@picture-live/shared/errors';
import type { ChangePhoto, FeedEvent } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import { addTag, removeTag, replaceTags } from '../../repositories/photo-tags.ts';
import { updatePhoto } from '../../repositories/photos.ts';
import type { StoredPhoto } from '../../repositories/photos.ts';
import { nextSeq } from '../../repositories/sessions.ts';
import type { Actor } from '../access/actor.ts';
import { tellAbout } from '../publish/changes.ts';
import { audited } from './audited.ts';
import type { Work } from './change.ts';
import { hidePhoto, isTakenBack, showPhoto } from './visibility.ts';

/** What somebody says about a photo; its pictures stay what they are. */
export function edit({ caption, tags, featured, hidden }: ChangePhoto, actor: Actor): Work {
  const describes = caption !== undefined || tags !== undefined || featured !== undefined;
  return async (trx, stored, now) => {
    if (isTakenBack(stored.photo)) throw new PictureLiveError('photo_gone');
    if (describes) {
      await updatePhoto(trx, stored.photo.id, {
        ...(caption !== undefined && { caption }),
        ...(featured !== undefined && { featured: featured ? 1 : 0 }),
        // An update of nothing is no SQL.
        hidden: stored.photo.hidden,
      });
      if (tags !== undefined) await replaceTags(trx, stored.photo.id, tags);
    }
    const seen = hidden === undefined ? null : await seenOrNot(hidden, actor)(trx, stored, now);
    // An event carries the photo as it is: one for both is enough.
    return seen ?? (describes ? changed(trx, stored, now) : null);
  };
}

function seenOrNot(hidden: boolean, actor: Actor): Work {
  return hidden
    ? audited(actor, 'photos_hidden', hidePhoto)
    : audited(actor, 'photos_shown', showPhoto);
}

export function tag(word: string, isOn: boolean): Work {
  return async (trx, stored, now) => {
    if (isTakenBack(stored.photo)) throw new PictureLiveError('photo_gone');
    if (stored.tags.includes(word) === isOn) return null;
    await (isOn ? addTag : removeTag)(trx, stored.photo.id, word);
    return changed(trx, stored, now);
  };
}

export function feature(isOn: boolean): Work {
  return async (trx, stored, now) => {
    if (isTakenBack(stored.photo)) throw new PictureLiveError('photo_gone');
    if ((stored.photo.featured !== 0) === isOn) return null;
    await updatePhoto(trx, stored.photo.id, { featured: isOn ? 1 : 0 });
    return changed(trx, stored, now);
  };
}

async function changed(trx: Db, { photo }: StoredPhoto, now: number): Promise<FeedEvent> {
  const seq = await nextSeq(trx, photo.session_id, 0);
  const at = { sessionId: photo.session_id, photoId: photo.id };
  return (await tellAbout(trx, 'photo_status_updated', at, seq, now)).event;
}
