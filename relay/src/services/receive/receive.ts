import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { PictureLiveError } from '@picture-live/shared/errors';
import { proveMetadata } from '@picture-live/shared/imaging';
import type { StoredBlob } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import { Gate } from '../../memory/gate.ts';
import { findCollection, takeBackStored } from '../../repositories/blob-collection.ts';
import type { CollectionRow } from '../../repositories/blob-collection.ts';
import { findUploads, recordUpload } from '../../repositories/blobs.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { IncomingFile, Intake } from '../../storage/intake.ts';
import type { MediaService } from '../media/media.ts';
import { readBody, tooLarge } from './read-body.ts';
import type { BodyLimits } from './read-body.ts';

export interface ReceiveDeps {
  db: Db;
  blobs: BlobStore;
  intake: Intake;
  media: MediaService;
  limits: BodyLimits;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Uploads that are held in memory as a whole for their proof, at most this many at once. */
const PROOFS_AT_ONCE = 2;

interface Upload {
  deviceId: string;
  hash: string;
  /** Whether it was on its way out when the upload began. */
  leaving: CollectionRow | undefined;
}

interface ProvenPicture {
  width: number;
  height: number;
}

export type ReceiveService = ReturnType<typeof receiveService>;

/** Takes blobs in: announced by hash, verified while they stream, proven before they are kept. */
export function receiveService(deps: ReceiveDeps) {
  const proofs = new Gate(PROOFS_AT_ONCE);

  /** Which of these hashes the device has not uploaded itself, whoever else has them. */
  async function missing(deviceId: string, hashes: string[]): Promise<string[]> {
    const uploaded = await findUploads(deps.db, deviceId, hashes);
    const have = new Set(uploaded.map((blob) => blob.hash));
    return [...new Set(hashes)].filter((hash) => !have.has(hash));
  }

  /**
   * Stores one blob; it is durable when this returns. Repeating it, also at the same time, is safe.
   *
   * @param announcedBytes of the request's Content-Length, where there is one.
   * @throws PictureLiveError `blob_too_large`, `upload_stalled`, `blob_hash_mismatch`,
   *   `blob_refused`, `storage_full`, `unavailable`.
   */
  async function receive(
    deviceId: string,
    hash: string,
    body: Readable,
    announcedBytes: number | null,
  ): Promise<StoredBlob> {
    if (announcedBytes !== null && announcedBytes > deps.limits.maxBytes) {
      throw tooLarge(deps.limits.maxBytes);
    }
    const [known] = await findUploads(deps.db, deviceId, [hash]);
    if (known !== undefined) {
      await readBody(body, deps.limits, () => undefined);
      return { hash, bytes: known.bytes };
    }
    const leaving = await findCollection(deps.db, hash);
    if (leaving?.state === 'collecting') throw beingDeleted();
    const file = await deps.intake.begin();
    try {
      return await keep({ deviceId, hash, leaving }, await fill(file, body, hash), file);
    } finally {
      await file.discard();
    }
  }

  /** Writes the body into the file while hashing and counting it. */
  async function fill(file: IncomingFile, body: Readable, hash: string): Promise<number> {
    const digest = createHash('sha256');
    const bytes = await readBody(body, deps.limits, async (chunk) => {
      digest.update(chunk);
      await file.write(chunk);
    });
    await file.close();
    if (digest.digest('hex') !== hash) throw new PictureLiveError('blob_hash_mismatch');
    return bytes;
  }

  async function keep(
    { deviceId, hash, leaving }: Upload,
    bytes: number,
    file: IncomingFile,
  ): Promise<StoredBlob> {
    const { width, height } = await proofs.run(() => prove(hash, file));
    await deps.blobs.put(hash, file.path);
    const blob = { hash, bytes, width, height, created_at: deps.now() };
    await deps.db.transaction().execute(async (trx) => {
      if (!(await takeBackStored(trx, hash, leaving))) throw beingDeleted();
      await recordUpload(trx, deviceId, blob);
    });
    return { hash, bytes };
  }

  /** Reads back what was written: the proof is about the very bytes that will be served. */
  async function prove(hash: string, file: IncomingFile): Promise<ProvenPicture> {
    const content = await readFile(file.path);
    const proof = proveMetadata(content);
    if (!proof.ok) throw refused(proof.reason, proof.tag);
    // Nobody can ask for it before it is published.
    deps.media.remember(hash, content);
    return proof;
  }

  return { missing, receive };
}

/** Old bytes of this name are being deleted, and these might be with them. */
function beingDeleted(): PictureLiveError {
  return new PictureLiveError('unavailable', 'This blob is being tidied up: upload it again.');
}

function refused(reason: string, tag: string): PictureLiveError {
  return new PictureLiveError('blob_refused', `The picture was refused: ${reason}.`, {
    details: { tag },
  });
}
