import { readFile } from 'node:fs/promises';
import { DEFAULT_RECIPE } from '@picture-live/shared/domain';
import { PictureLiveError } from '@picture-live/shared/errors';
import { develop, readCapturedAt } from '@picture-live/shared/imaging';
import type { DevelopedRendition } from '@picture-live/shared/imaging';
import type { PublishPhoto, RenditionRef } from '@picture-live/shared/protocol';
import type { Scanner } from '../scan/clamd.ts';
import { checkPicture } from './check-picture.ts';
import { keepBytes, keepPicture } from './keep-blobs.ts';
import type { KeepDeps, StoredBytes } from './keep-blobs.ts';
import type { ReceivedFile } from './receive-file.ts';

export interface DevelopDeps extends KeepDeps {
  /** Null where uploads are not scanned. */
  scanner: Scanner | null;
}

/** An upload that is ready to be published. */
export interface DevelopedFile {
  announced: PublishPhoto;
  kept: StoredBytes[];
  /** The uploaded file in the store where the scanner was away; null for what is known clean. */
  unscanned: StoredBytes | null;
}

/**
 * Scans an upload, develops it and stores its renditions.
 *
 * @throws PictureLiveError `virus_found`, `undecodable`, `storage_full`, `unavailable`.
 */
export async function developFile(
  deps: DevelopDeps,
  { file, hash, at }: Extract<ReceivedFile, { ok: true }>,
): Promise<DevelopedFile> {
  const source = await readFile(file.path);
  const verdict = deps.scanner === null ? 'clean' : await deps.scanner.scan(source);
  if (verdict === 'infected') throw new PictureLiveError('virus_found');
  await checkPicture(source);
  const { width, height, thumbhash, renditions } = await develop(source, DEFAULT_RECIPE);
  const rendered = deps.now();
  const { thumb, grid, full } = renditions;
  const kept: StoredBytes[] = [];
  for (const one of [thumb, grid, full]) kept.push(await keepPicture(deps, one.bytes));
  const unscanned = verdict === 'away' ? await keepBytes(deps, source, { width, height }) : null;
  return {
    announced: {
      revision: 1,
      sourceHash: hash,
      width,
      height,
      capturedAt: readCapturedAt(source) ?? at,
      thumbhash,
      renditions: { thumb: refOf(thumb), grid: refOf(grid), full: refOf(full) },
      timeline: { fileComplete: at, rendered, stored: deps.now() },
    },
    kept,
    unscanned,
  };
}

function refOf({ hash, width, height, bytes }: DevelopedRendition): RenditionRef {
  return { hash, width, height, bytes: bytes.length, type: 'image/jpeg' };
}
