import { readFile } from 'node:fs/promises';
import { v7 as uuid } from 'uuid';
import { DEFAULT_RECIPE } from '@picture-live/shared/domain';
import { PictureLiveError } from '@picture-live/shared/errors';
import { develop } from '@picture-live/shared/imaging';
import { Id } from '@picture-live/shared/protocol';
import type {
  Image,
  ImageBatchReply,
  ImageOutcome,
  ImagePage,
} from '@picture-live/shared/protocol';
import type { ImageRow } from '../../db/photo-tables.ts';
import { toPictureLiveError } from '../../errors/to-picture-live-error.ts';
import {
  countImagesOf,
  deleteImage,
  findImage,
  findShownImage,
  insertImage,
  listImages,
} from '../../repositories/images.ts';
import { mediaKeysOf } from '../../repositories/media-keys.ts';
import { isImageShown } from '../../repositories/messages.ts';
import { lockSession } from '../../repositories/sessions.ts';
import type { OpenBlob } from '../../storage/blob-store.ts';
import type { Actor } from '../access/actor.ts';
import { accessService } from '../access/authorize.ts';
import { nameOf, nameOrNull } from '../access/name-of.ts';
import type { Standing } from '../access/policy.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { isSameSignature, signPicture } from '../media/signature.ts';
import type { PictureAddress } from '../media/signature.ts';
import { requireClean } from '../scan/clamd.ts';
import { checkPicture } from '../uploads/check-picture.ts';
import { browserDevice } from '../uploads/browser-device.ts';
import { keepPicture, recordKept } from '../uploads/keep-blobs.ts';
import { readForm } from '../uploads/read-form.ts';
import type { Form } from '../uploads/read-form.ts';
import { discardAll, receiveFile } from '../uploads/receive-file.ts';
import type { ReceivedFile } from '../uploads/receive-file.ts';
import { failed } from '../uploads/uploads.ts';
import type { UploadDeps } from '../uploads/uploads.ts';
import { imageUrls } from './image-urls.ts';

export type ImageService = ReturnType<typeof imageService>;

/** Of one person in one session; what a form brings beyond it is let in with its first one. */
export const MOST_IMAGES = 200;

/** Who brings images, and where to. */
interface Target {
  sessionId: string;
  uploader: string;
  standing: Standing;
}

/** Pictures that are no photos, e.g. of messages: stored once per content, shown by session. */
export function imageService(deps: UploadDeps) {
  const access = accessService(deps);

  /**
   * @param maxFiles 1, or as many as a form may hold.
   * @throws PictureLiveError as `UploadService.upload` does.
   */
  async function upload(actor: Actor, form: Form, maxFiles: number): Promise<ImageBatchReply> {
    const admitted: { target: Target | null; leave: () => void } = {
      target: null,
      leave: () => undefined,
    };
    const read = await readForm<ReceivedFile>(
      form,
      { ...deps.limits, maxFiles: Math.min(maxFiles, deps.limits.maxFiles) },
      {
        begin: async (fields) => {
          const target = await admit(actor, fields.get('sessionId') ?? '');
          Object.assign(admitted, { target, leave: deps.queue.enter(target.standing) });
        },
        take: (file) => receiveFile(deps, file),
      },
    );
    try {
      if ('failure' in read) throw read.failure;
      const { target } = admitted;
      if (target === null) throw new PictureLiveError('invalid_request', 'There is no file.');
      return { outcomes: await Promise.all(read.taken.map((one) => outcomeOf(target, one))) };
    } finally {
      admitted.leave();
      await discardAll(read.taken);
    }
  }

  async function admit(actor: Actor, id: string): Promise<Target> {
    if (!Id.safeParse(id).success) {
      throw new PictureLiveError('invalid_request', 'The field sessionId comes before the files.');
    }
    const authorized = await access.authorize(actor, 'send_message', id);
    const { actor: known, session, standing } = authorized;
    const target = { sessionId: session.id, uploader: nameOf(known), standing };
    const count = await countImagesOf(deps.db, target.sessionId, target.uploader);
    if (count >= MOST_IMAGES) throw new PictureLiveError('too_many_images');
    return target;
  }

  async function outcomeOf(target: Target, received: ReceivedFile): Promise<ImageOutcome> {
    const { name } = received;
    if (!received.ok) return failed(name, received.failure);
    try {
      const row = await deps.queue.develop(() => store(target, received));
      return { name, ok: true, image: await view(row) };
    } catch (thrown) {
      return failed(name, toPictureLiveError(thrown));
    }
  }

  async function store(
    { sessionId, uploader }: Target,
    { name, file }: Extract<ReceivedFile, { ok: true }>,
  ): Promise<ImageRow> {
    const source = await readFile(file.path);
    await requireClean(deps.scanner, source);
    await checkPicture(source);
    const { renditions } = await develop(source, DEFAULT_RECIPE);
    const full = await keepPicture(deps, renditions.full.bytes);
    const thumb = await keepPicture(deps, renditions.thumb.bytes);
    const now = deps.now();
    const deviceId = await browserDevice(deps.db, now);
    const { hash, width, height, bytes } = full;
    const names = { id: uuid(), session_id: sessionId, uploader, name };
    const facts = { hash, thumb_hash: thumb.hash, width, height, bytes, created_at: now };
    const row = { ...names, ...facts };
    await deps.db.transaction().execute(async (trx) => {
      await recordKept(trx, deviceId, [full, thumb], now);
      await insertImage(trx, row);
    });
    return row;
  }

  /** @throws PictureLiveError what `authorize` throws. */
  async function list(
    actor: Actor,
    idOrSlug: string,
    { after, limit }: { after: string | null; limit: number },
  ): Promise<ImagePage> {
    const { session } = await access.authorize(actor, 'read_comments', idOrSlug);
    const rows = await listImages(deps.db, session.id, after, limit + 1);
    const page = rows.slice(0, limit);
    const images = await Promise.all(page.map(view));
    return { images, nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
  }

  /**
   * By whoever brought it, or by a moderator. Its bytes stay as long as other rows refer to them.
   *
   * @throws PictureLiveError `not_found`, `image_in_use` while a message shows it; what `authorize` throws.
   */
  async function remove(actor: Actor, id: string): Promise<void> {
    const row = await findImage(deps.db, id);
    if (row === undefined) throw noSuchImage();
    const { actor: known } = await access.authorize(actor, 'read_messages', row.session_id);
    const isOwn = nameOrNull(known) === row.uploader;
    if (!isOwn) await access.authorize(actor, 'moderate', row.session_id);
    const deed = { action: 'image_deleted', sessionId: row.session_id, subjects: [id] } as const;
    await deps.db.transaction().execute(async (trx) => {
      // A message that would show it is sent before or after, not meanwhile.
      await lockSession(trx, row.session_id);
      if (await isImageShown(trx, id)) throw new PictureLiveError('image_in_use');
      await deleteImage(trx, id);
      await recordAudit(trx, known, deed, deps.now());
    });
  }

  /** The bytes behind an address. @throws PictureLiveError `not_found`, `unavailable`. */
  async function open({ photoId: id, hash, signature }: PictureAddress): Promise<OpenBlob> {
    const row = Id.safeParse(id).success ? await findShownImage(deps.db, id) : undefined;
    if (row === undefined || ![row.hash, row.thumb_hash].includes(hash)) throw noSuchImage();
    const expected = signPicture(await keyOf(row), id, hash);
    if (!isSameSignature(expected, signature)) throw noSuchImage();
    const blob = await deps.blobs.open(hash);
    if (blob === null) throw new Error(`The blob ${hash} is recorded but not stored.`);
    return blob;
  }

  async function view(row: ImageRow): Promise<Image> {
    const urls = imageUrls(row, await keyOf(row));
    const { id, name, width, height, bytes } = row;
    const size = { width, height, bytes };
    return { id, sessionId: row.session_id, name, ...urls, ...size, createdAt: row.created_at };
  }

  async function keyOf({ session_id: id }: ImageRow): Promise<string> {
    return (await mediaKeysOf(deps.db, [id])).get(id) ?? '';
  }

  return { upload, list, remove, open };
}

function noSuchImage(): PictureLiveError {
  return new PictureLiveError('not_found', 'This image does not exist.');
}
