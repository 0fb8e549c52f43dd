import { v7 as uuid } from 'uuid';
import type { PhotosTable } from '../../db/tables.ts';
import type { Insertable } from 'kysely';
import { recordUpload } from '../../repositories/blobs.ts';
import { saveDevice } from '../../repositories/devices.ts';
import { insertImage } from '../../repositories/images.ts';
import { mediaKeysOf } from '../../repositories/media-keys.ts';
import { findPhoto, insertPhoto, insertRenditions } from '../../repositories/photos.ts';
import { nextSeq } from '../../repositories/sessions.ts';
import { insertUser } from '../../repositories/users.ts';
import { hashToken, randomToken } from '../../services/access/opaque-tokens.ts';
import { renditionRows } from '../../services/publish/check-renditions.ts';
import { sha256 } from '../../testing/pictures.ts';
import { isUser } from '../callers.ts';
import type { BrokenCaller, Caller } from '../callers.ts';
import type { Scene } from '../scene.ts';

/*
 * What requests are about, put in by its rows.
 */

/** Somebody with an account who has never come here. */
export async function addStranger({
  stage,
}: Pick<Scene, 'stage'>): Promise<{ id: string; email: string }> {
  const [id, now] = [uuid(), Date.now()];
  const row = { id, email: `${id}@studio.example`, name: 'Stranger', password_hash: '' };
  await insertUser(stage.db, { ...row, created_at: now, updated_at: now });
  return row;
}

/** A laptop of the owner that delivers nowhere. */
export async function addLaptop({
  stage,
}: Pick<Scene, 'stage'>): Promise<{ id: string; token: string }> {
  const [id, token] = [uuid(), randomToken()];
  const row = { id, token_hash: hashToken(token), created_at: Date.now() };
  await saveDevice(stage.db, { ...row, owner_id: stage.users.owner.id, name: 'A laptop' });
  return { id, token };
}

/** A photo that shows the stage's picture; by the laptop of the scene unless said otherwise. */
export async function addPhoto(
  { stage, id: sessionId }: Pick<Scene, 'stage' | 'id'>,
  changes: Partial<Insertable<PhotosTable>> = {},
): Promise<string> {
  const { picture, devices } = stage;
  const id = uuid();
  const { revision, width, height, capturedAt, thumbhash, timeline, renditions } = picture.body;
  await stage.db.transaction().execute(async (trx) => {
    await insertPhoto(trx, {
      id,
      session_id: sessionId,
      device_id: devices.here.id,
      seq: await nextSeq(trx, sessionId, 1),
      revision,
      source_hash: sha256(id),
      width,
      height,
      captured_at: capturedAt,
      published_at: capturedAt,
      thumbhash,
      timeline: JSON.stringify(timeline),
      first_painted_at: null,
      removed_at: null,
      ...changes,
    });
    const { thumb, grid } = renditions;
    const refs = renditionRows(id, revision, [
      ['thumb', thumb],
      ['grid', grid],
    ]);
    await insertRenditions(trx, refs);
  });
  return id;
}

/** Lets the laptop of the scene publish the stage's picture. */
export async function giveBlobs({ stage }: Scene): Promise<void> {
  for (const { ref } of [stage.picture.thumb, stage.picture.grid]) {
    const { hash, width, height, bytes } = ref;
    const blob = { hash, width, height, bytes, created_at: Date.now() };
    await recordUpload(stage.db, stage.devices.here.id, blob);
  }
}

/** @param uploader as in services/access/name-of.ts. */
export async function addImage({ stage, id }: Scene, uploader: string): Promise<string> {
  const { hash, width, height, bytes } = stage.picture.grid.ref;
  const imageId = uuid();
  await insertImage(stage.db, {
    id: imageId,
    session_id: id,
    uploader,
    name: 'an image',
    hash,
    thumb_hash: stage.picture.thumb.ref.hash,
    width,
    height,
    bytes,
    created_at: Date.now(),
  });
  return imageId;
}

export async function mediaKeyOf({ stage, id }: Scene): Promise<string> {
  return (await mediaKeysOf(stage.db, [id])).get(id) ?? '';
}

/** The name under which a caller likes and uploads, if they have one. */
export function nameOfCaller(scene: Scene, caller: Caller | BrokenCaller): string {
  const { stage, guestId, otherGuestId } = scene;
  if (caller === 'guest') return `guest:${guestId}`;
  if (caller === 'guest′') return `guest:${otherGuestId}`;
  return isUser(caller) ? `user:${stage.users[caller].id}` : 'guest:nobody';
}

/** What a photo is that was taken back, of `addPhoto`. */
export const TAKEN_BACK = { removed_at: 1, hidden: null } as const;

export async function isHidden({ stage }: Scene, id: string): Promise<boolean> {
  return (await findPhoto(stage.db, id))?.removed_at !== null;
}
