import type { PhotoDetail } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import type { PhotoRow } from '../../db/tables.ts';
import { findDevice } from '../../repositories/devices.ts';
import { countViews } from '../../repositories/photo-views.ts';
import { findUser } from '../../repositories/users.ts';

type MembersPart = Required<Pick<PhotoDetail, 'downloads' | 'views' | 'broughtBy'>>;

/** What only members read of a photo. */
export async function membersPart(db: Db, photo: PhotoRow): Promise<MembersPart> {
  return {
    downloads: photo.download_count,
    views: await countViews(db, photo.session_id, photo.id),
    broughtBy: await bringerOf(db, photo),
  };
}

async function bringerOf(db: Db, photo: PhotoRow): Promise<MembersPart['broughtBy']> {
  const { uploader, device_id: deviceId } = photo;
  if (uploader === null) {
    const name = (await findDevice(db, deviceId))?.name ?? '';
    return { kind: 'laptop', name: name === '' ? null : name };
  }
  const [, userId] = /^user:(.+)$/.exec(uploader) ?? [];
  if (userId === undefined) return { kind: 'guest', name: null };
  return { kind: 'member', name: (await findUser(db, userId))?.name ?? null };
}
