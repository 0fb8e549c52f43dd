import type { FeedEvent, PublishPhoto, RenditionName } from '@picture-live/shared/protocol';
import type { RenditionRef } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import type { PhotoRow } from '../../db/tables.ts';
import { insertEvent } from '../../repositories/feed.ts';
import {
  findPhotos,
  insertPhoto,
  insertRenditions,
  markRemoved,
  replacePhoto,
} from '../../repositories/photos.ts';
import type { PhotoContent } from '../../repositories/photos.ts';
import { nextSeq } from '../../repositories/sessions.ts';
import { viewPhoto } from '../photo-view.ts';
import { announcedRenditions, checkRenditions, renditionRows } from './check-renditions.ts';
import type { PhotoAddress } from './publish.ts';

/*
 * The changes a session can see, each with the event it writes. All of them run inside the
 * transaction that has locked the session.
 */

type PhotoEvent = Extract<FeedEvent, { type: 'new_photo' | 'photo_status_updated' }>;

export async function publishNew(
  trx: Db,
  at: PhotoAddress,
  announced: PublishPhoto,
  now: number,
): Promise<PhotoEvent> {
  const renditions = announcedRenditions(announced);
  await checkRenditions(trx, at.deviceId, renditions);
  const seq = await nextSeq(trx, at.sessionId, 1);
  await insertPhoto(trx, {
    ...content(announced, now),
    id: at.photoId,
    session_id: at.sessionId,
    device_id: at.deviceId,
    seq,
    removed_at: null,
  });
  await insertRenditions(trx, renditionRows(at.photoId, announced.revision, renditions));
  return photoEvent(trx, 'new_photo', at, seq, now);
}

export async function replaceContent(
  trx: Db,
  at: PhotoAddress,
  announced: PublishPhoto,
  now: number,
): Promise<PhotoEvent> {
  const renditions = announcedRenditions(announced);
  await checkRenditions(trx, at.deviceId, renditions);
  await replacePhoto(trx, at.photoId, content(announced, now));
  await insertRenditions(trx, renditionRows(at.photoId, announced.revision, renditions));
  const seq = await nextSeq(trx, at.sessionId, 0);
  return photoEvent(trx, 'photo_status_updated', at, seq, now);
}

/** Adds `full` alone: the small ones are on screens already and stay what they are. */
export async function completePhoto(
  trx: Db,
  at: PhotoAddress,
  announced: PublishPhoto,
  now: number,
): Promise<PhotoEvent> {
  const isFull = ([name]: [RenditionName, RenditionRef]): boolean => name === 'full';
  const full = announcedRenditions(announced).filter(isFull);
  await checkRenditions(trx, at.deviceId, full);
  await insertRenditions(trx, renditionRows(at.photoId, announced.revision, full));
  const seq = await nextSeq(trx, at.sessionId, 0);
  return photoEvent(trx, 'photo_status_updated', at, seq, now);
}

/** The blobs stay for the collection of what nothing refers to. */
export async function removePhoto(trx: Db, photo: PhotoRow, now: number): Promise<FeedEvent> {
  await markRemoved(trx, photo.id, now);
  const seq = await nextSeq(trx, photo.session_id, -1);
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
  };
}

async function photoEvent(
  trx: Db,
  type: PhotoEvent['type'],
  at: PhotoAddress,
  seq: number,
  now: number,
): Promise<PhotoEvent> {
  await insertEvent(trx, {
    session_id: at.sessionId,
    seq,
    type,
    at: now,
    photo_id: at.photoId,
  });
  const [stored] = await findPhotos(trx, [at.photoId]);
  if (stored === undefined) throw new Error(`The photo ${at.photoId} was not stored.`);
  return { type, seq, at: now, photo: viewPhoto(stored) };
}
