import type { FeedEvent, PublishPhoto, RenditionName } from '@picture-live/shared/protocol';
import type { RenditionRef } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import type { PhotoRow } from '../../db/tables.ts';
import { insertEvent } from '../../repositories/feed.ts';
import { addTag } from '../../repositories/photo-tags.ts';
import {
  findPhotos,
  insertPhoto,
  insertRenditions,
  markRemoved,
  replacePhoto,
} from '../../repositories/photos.ts';
import type { PhotoContent, StoredPhoto } from '../../repositories/photos.ts';
import { nextSeq } from '../../repositories/sessions.ts';
import { viewPhoto } from '../photo-view.ts';
import { announcedRenditions, checkRenditions, renditionRows } from './check-renditions.ts';
import type { PhotoAddress } from './own-photo.ts';

/*
 * The changes a session can see, each with the event it writes. All of them run inside the
 * transaction that has locked the session.
 */

/** What a change tells everybody, and the photo as it is now: they hear nothing of a hidden one. */
export interface PhotoChange {
  event: FeedEvent;
  stored: StoredPhoto;
}

/** What only a browser's upload says about itself. */
export interface UploadedBy {
  uploader: string;
  /** Why it is not shown yet, or null. */
  hidden: 'held' | 'scan' | null;
}

export async function publishNew(
  trx: Db,
  at: PhotoAddress,
  announced: PublishPhoto,
  now: number,
  by: UploadedBy | null = null,
): Promise<PhotoChange> {
  const renditions = announcedRenditions(announced);
  await checkRenditions(trx, at.deviceId, renditions);
  const isHidden = by !== null && by.hidden !== null;
  const seq = await nextSeq(trx, at.sessionId, isHidden ? 0 : 1);
  await insertPhoto(trx, {
    ...content(announced, now),
    id: at.photoId,
    session_id: at.sessionId,
    device_id: at.deviceId,
    seq,
    removed_at: isHidden ? now : null,
    caption: announced.caption ?? '',
    ...by,
  });
  await insertRenditions(trx, renditionRows(at.photoId, announced.revision, renditions));
  for (const tag of announced.tags ?? []) await addTag(trx, at.photoId, tag);
  return tellAbout(trx, 'new_photo', at, seq, now);
}

export async function replaceContent(
  trx: Db,
  at: PhotoAddress,
  announced: PublishPhoto,
  now: number,
): Promise<PhotoChange> {
  const renditions = announcedRenditions(announced);
  await checkRenditions(trx, at.deviceId, renditions);
  await replacePhoto(trx, at.photoId, content(announced, now));
  await insertRenditions(trx, renditionRows(at.photoId, announced.revision, renditions));
  const seq = await nextSeq(trx, at.sessionId, 0);
  return tellAbout(trx, 'photo_status_updated', at, seq, now);
}

/** Adds `full` alone: the small ones are on screens already and stay what they are. */
export async function completePhoto(
  trx: Db,
  at: PhotoAddress,
  announced: PublishPhoto,
  now: number,
): Promise<PhotoChange> {
  const isFull = ([name]: [RenditionName, RenditionRef]): boolean => name === 'full';
  const full = announcedRenditions(announced).filter(isFull);
  await checkRenditions(trx, at.deviceId, full);
  await insertRenditions(trx, renditionRows(at.photoId, announced.revision, full));
  const seq = await nextSeq(trx, at.sessionId, 0);
  return tellAbout(trx, 'photo_status_updated', at, seq, now);
}

/** The blobs stay for the collection of what nothing refers to. */
export async function removePhoto(trx: Db, photo: PhotoRow, now: number): Promise<FeedEvent> {
  await markRemoved(trx, photo.id, now);
  return photoGone(trx, photo, now);
}

/** For everybody but members it is gone; one that was seen is not counted any more. */
export async function photoGone(trx: Db, photo: PhotoRow, now: number): Promise<FeedEvent> {
  const seq = await nextSeq(trx, photo.session_id, photo.removed_at === null ? -1 : 0);
  const type = 'photo_removed';
  await insertEvent(trx, { session_id: photo.session_id, seq, type, at: now, photo_id: photo.id });
  return { type, seq, at: now, photoId: photo.id };
}

function content(announced: PublishPhoto, now: number): PhotoContent {
  return {
    revision: announced.revision,
    source_hash: announced.sourceHash,
    width: announced.width,
    height: announced.height,
    captured_at: announced.capturedAt,
    published_at: now,
    thumbhash: announced.thumbhash,
    timeline: JSON.stringify(announced.timeline),
    first_painted_at: null,
    ...(announced.photographer !== undefined && { photographer: announced.photographer }),
  };
}

/** Writes the event; of what is out of sight it says no more than that. */
export async function tellAbout(
  trx: Db,
  type: 'new_photo' | 'photo_status_updated',
  { sessionId, photoId }: Pick<PhotoAddress, 'sessionId' | 'photoId'>,
  seq: number,
  now: number,
): Promise<PhotoChange> {
  const [stored] = await findPhotos(trx, [photoId]);
  if (stored === undefined) throw new Error(`The photo ${photoId} was not stored.`);
  const isSeen = stored.photo.removed_at === null;
  const row = { session_id: sessionId, seq, at: now, photo_id: photoId };
  await insertEvent(trx, { ...row, type: isSeen ? type : 'photo_removed' });
  const event: FeedEvent = isSeen
    ? { type, seq, at: now, photo: viewPhoto(stored) }
    : { type: 'photo_removed', seq, at: now, photoId };
  return { event, stored };
}
