import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { OutputInfo } from 'sharp';
import { PictureLiveError } from '@picture-live/shared/errors';
import { Id, Sha256 } from '@picture-live/shared/protocol';
import type { Session } from '@picture-live/shared/protocol';
import type { RetentionConfig } from '../../config/retention.ts';
import { hasLogo, saveLogo } from '../../repositories/session-logos.ts';
import type { OpenBlob } from '../../storage/blob-store.ts';
import type { AccessCodes } from '../access/access-codes.ts';
import type { Actor } from '../access/actor.ts';
import { accessService } from '../access/authorize.ts';
import { requireClean } from '../scan/clamd.ts';
import { browserDevice } from '../uploads/browser-device.ts';
import { checkPicture } from '../uploads/check-picture.ts';
import { keepBytes, recordKept } from '../uploads/keep-blobs.ts';
import { readForm } from '../uploads/read-form.ts';
import type { Form } from '../uploads/read-form.ts';
import { discardAll, receiveFile } from '../uploads/receive-file.ts';
import type { ReceivedFile } from '../uploads/receive-file.ts';
import type { UploadDeps } from '../uploads/uploads.ts';
import { changeLocked } from './own-sessions.ts';

export interface LogoDeps extends UploadDeps {
  codes: AccessCodes;
  retention: RetentionConfig;
}

/** Large enough for a laptop's header on a dense screen; in pixels. */
const MOST_WIDTH = 1_200;
const MOST_HEIGHT = 480;
const MAX_FILE_BYTES = 8 * 1024 * 1024;
/** The present one and a few to go back to. */
const KEPT = 4;

export interface LogoService {
  /**
   * Makes the one picture of a form the logo of a session.
   *
   * @throws PictureLiveError as `UploadService.upload` does, and what `authorize` throws.
   */
  bring: (actor: Actor, idOrSlug: string, form: Form) => Promise<Session>;
  /** The bytes behind an address. @throws PictureLiveError `not_found`, `unavailable`. */
  open: (sessionId: string, hash: string) => Promise<OpenBlob>;
}

/** Logos that are the relay's own: a gallery loads nothing from anywhere else. */
export function logoService(deps: LogoDeps): LogoService {
  return { bring: (...given) => bring(deps, ...given), open: (...given) => open(deps, ...given) };
}

async function bring(deps: LogoDeps, actor: Actor, idOrSlug: string, form: Form): Promise<Session> {
  const authorized = await accessService(deps).authorize(actor, 'change_session', idOrSlug);
  const sessionId = authorized.session.id;
  const leave = deps.queue.enter(authorized.standing);
  try {
    return await withPicture(deps, form, (source) => keepLogo(deps, actor, sessionId, source));
  } finally {
    leave();
  }
}

/** Reads the one picture of a form and looks it over; no file stays behind. */
async function withPicture<T>(
  deps: LogoDeps,
  form: Form,
  work: (source: Buffer) => Promise<T>,
): Promise<T> {
  const limits = { ...deps.limits, maxFileBytes: MAX_FILE_BYTES, maxFiles: 1 };
  const read = await readForm<ReceivedFile>(form, limits, {
    begin: async () => undefined,
    take: (file) => receiveFile(deps, file),
  });
  try {
    if ('failure' in read) throw read.failure;
    const [received] = read.taken;
    if (received === undefined) throw new PictureLiveError('invalid_request', 'There is no file.');
    if (!received.ok) throw received.failure;
    const source = await readFile(received.file.path);
    await requireClean(deps.scanner, source);
    await checkPicture(source);
    return await work(source);
  } finally {
    await discardAll(read.taken);
  }
}

async function keepLogo(
  deps: LogoDeps,
  actor: Actor,
  sessionId: string,
  source: Buffer,
): Promise<Session> {
  const { data, info } = await deps.queue.develop(() => redraw(source));
  const kept = await keepBytes(deps, data, info);
  const now = deps.now();
  const deviceId = await browserDevice(deps.db, now);
  const logoUrl = `/logos/${sessionId}/${kept.hash}.png`;
  return await changeLocked(
    deps,
    { actor, action: 'change_session', idOrSlug: sessionId },
    { kind: 'settings', wanted: { branding: { logoUrl } } },
    async (trx) => {
      await recordKept(trx, deviceId, [kept], now);
      await saveLogo(trx, { session_id: sessionId, hash: kept.hash, created_at: now }, KEPT);
    },
  );
}

/** A PNG made anew from the pixels: with its transparency, without anything else the file held. */
async function redraw(source: Buffer): Promise<{ data: Buffer; info: OutputInfo }> {
  try {
    return await sharp(source, { failOn: 'error' })
      .autoOrient()
      .resize({ width: MOST_WIDTH, height: MOST_HEIGHT, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ compressionLevel: 9 })
      .toBuffer({ resolveWithObject: true });
  } catch (cause) {
    throw new PictureLiveError('undecodable', undefined, { cause });
  }
}

async function open(deps: LogoDeps, sessionId: string, hash: string): Promise<OpenBlob> {
  const isOne = Id.safeParse(sessionId).success && Sha256.safeParse(hash).success;
  if (!isOne || !(await hasLogo(deps.db, sessionId, hash))) {
    throw new PictureLiveError('not_found', 'This logo does not exist.');
  }
  const blob = await deps.blobs.open(hash);
  if (blob === null) throw new Error(`The blob ${hash} is recorded but not stored.`);
  return blob;
}
