import { v7 as uuid } from 'uuid';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { UploadOutcome } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import { insertPendingScan } from '../../repositories/pending-scans.ts';
import { findLiveBySource, findPhotos } from '../../repositories/photos.ts';
import { lockSession } from '../../repositories/sessions.ts';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { nameOf } from '../access/name-of.ts';
import { audited } from '../photos/audited.ts';
import { changePhoto, tell } from '../photos/change.ts';
import type { ChangeDeps, Told, Work } from '../photos/change.ts';
import { isTakenBack } from '../photos/visibility.ts';
import { viewPhoto } from '../photo-view.ts';
import { publishNew, replaceContent } from '../publish/changes.ts';
import type { DevelopedFile } from './develop-file.ts';
import { recordKept } from './keep-blobs.ts';

type Published = Pick<Extract<UploadOutcome, { ok: true }>, 'outcome' | 'photo'>;

/** Who uploads, and where to. */
export interface UploadTarget {
  actor: Actor;
  sessionId: string;
  /** See browser-device.ts. */
  deviceId: string;
}

/**
 * Makes a photo of an upload: the way of everything that is published. What guests bring is held
 * for a moderator.
 *
 * @throws PictureLiveError what `authorize` throws; `unavailable`.
 */
export async function publishUpload(
  deps: ChangeDeps,
  target: UploadTarget,
  developed: DevelopedFile,
): Promise<Published> {
  const { published, told } = await deps.db
    .transaction()
    .execute((trx) => publishWithin({ ...deps, db: trx }, target, developed));
  if (told !== null) tell(deps, told);
  return published;
}

async function publishWithin(
  deps: ChangeDeps,
  { actor, sessionId, deviceId }: UploadTarget,
  { announced, kept, unscanned }: DevelopedFile,
): Promise<{ published: Published; told: Told | null }> {
  const { db: trx } = deps;
  const now = deps.now();
  const session = await lockSession(trx, sessionId);
  if (session === undefined) throw new PictureLiveError('session_not_found');
  const authorized = await authorize(deps, actor, 'upload', session);
  const twin = await findLiveBySource(trx, sessionId, announced.sourceHash);
  if (twin !== undefined) return { published: await duplicate(trx, twin.id), told: null };
  await recordKept(trx, deviceId, unscanned === null ? kept : [...kept, unscanned], now);
  const isGuest = authorized.standing === 'guest';
  const hidden = unscanned === null ? (isGuest ? 'held' : null) : 'scan';
  const photoId = uuid();
  const at = { deviceId, sessionId, photoId };
  const by = { uploader: nameOf(authorized.actor), hidden } as const;
  const { event, stored } = await publishNew(trx, at, announced, now, by);
  if (unscanned !== null) {
    const times = { created_at: now, next_try_at: now };
    const then_held = isGuest ? 1 : 0;
    const scan = { photo_id: photoId, source_hash: unscanned.hash, then_held };
    await insertPendingScan(trx, { ...scan, ...times });
  }
  const outcome = hidden === null ? 'published' : 'held';
  return { published: { outcome, photo: viewPhoto(stored) }, told: { sessionId, photoId, event } };
}

async function duplicate(trx: Db, photoId: string): Promise<Published> {
  const [stored] = await findPhotos(trx, [photoId]);
  if (stored === undefined) throw new Error(`The photo ${photoId} disappeared.`);
  return { outcome: 'duplicate', photo: viewPhoto(stored) };
}

/**
 * Gives a photo other content in its place.
 *
 * @throws PictureLiveError as `changePhoto`; `photo_gone`, `duplicate_photo`; `unavailable` while
 *   the virus scanner is away.
 */
export async function replaceByUpload(
  deps: ChangeDeps,
  { actor, photoId, deviceId }: { actor: Actor; photoId: string; deviceId: string },
  { announced, kept, unscanned }: DevelopedFile,
): Promise<Published> {
  if (unscanned !== null) {
    throw new PictureLiveError('unavailable', 'The virus scanner is away: try again shortly.');
  }
  const replaced: Published[] = [];
  const replace: Work = async (trx, old, now) => {
    if (isTakenBack(old.photo)) throw new PictureLiveError('photo_gone');
    const { session_id: sessionId, revision } = old.photo;
    const twin = await findLiveBySource(trx, sessionId, announced.sourceHash);
    if (twin !== undefined && twin.id !== photoId) throw new PictureLiveError('duplicate_photo');
    await recordKept(trx, deviceId, kept, now);
    const at = { deviceId, sessionId, photoId };
    const next = { ...announced, revision: revision + 1 };
    const { event, stored } = await replaceContent(trx, at, next, now);
    replaced.push({ outcome: 'replaced', photo: viewPhoto(stored) });
    return event;
  };
  const work = audited(actor, 'photo_replaced', replace);
  await changePhoto(deps, { actor, action: 'manage_photos', photoId }, work);
  const [published] = replaced;
  if (published === undefined) throw new Error('The photo was not replaced.');
  return published;
}
