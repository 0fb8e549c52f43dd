import type { RelayConfig } from '../../config.ts';
import type { ChangeDeps } from '../photos/change.ts';
import { repeat } from '../collection/periodic.ts';
import { imageService } from '../images/images.ts';
import { clamdScanner } from '../scan/clamd.ts';
import { rescan } from '../scan/rescan.ts';
import type { KeepDeps } from './keep-blobs.ts';
import { createAccessCodes } from '../access/access-codes.ts';
import { logoService } from '../sessions/logo.ts';
import { uploadService } from './uploads.ts';
import { WorkQueue } from './work-queue.ts';
import type { OnDeveloped } from './work-queue.ts';

const MEBIBYTE = 1024 * 1024;
export const MAX_FILES = 100;
/** A hundred phone pictures; more come with the next request. */
export const MAX_REQUEST_BYTES = 512 * MEBIBYTE;
const RESCAN = { firstMs: 1_000, everyMs: 5_000 };

/** What people bring with a browser, and the virus scanner that sees it first. */
export function openUploads(
  config: Pick<RelayConfig, 'maxBlobBytes' | 'uploadStallMs' | 'scanner' | 'retention'>,
  deps: ChangeDeps &
    KeepDeps & {
      onFailure: (error: unknown) => void;
      signingSecret: string;
      onDeveloped?: OnDeveloped;
    },
) {
  const limits = {
    maxFileBytes: config.maxBlobBytes,
    maxRequestBytes: Math.max(MAX_REQUEST_BYTES, config.maxBlobBytes + MEBIBYTE),
    maxFiles: MAX_FILES,
    stallMs: config.uploadStallMs,
  };
  const queue = new WorkQueue(undefined, undefined, deps.onDeveloped);
  const scanner = config.scanner === null ? null : clamdScanner(config.scanner);
  const shared = { ...deps, queue, limits, scanner };
  const stop =
    scanner === null
      ? async () => undefined
      : repeat((signal) => rescan({ ...deps, scanner }, signal), RESCAN, deps.onFailure);
  const codes = createAccessCodes(deps.signingSecret);
  return {
    uploads: uploadService(shared),
    images: imageService(shared),
    logos: logoService({ ...shared, codes, retention: config.retention }),
    queue,
    stop,
  };
}
