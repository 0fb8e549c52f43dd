import { setTimeout as pause } from 'node:timers/promises';
import { S3ServiceException } from '@aws-sdk/client-s3';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { Patience } from './s3-settings.ts';

/** Codes that S3 sends with a 4xx status although trying again helps. */
const PASSING = new Set(['BadDigest', 'RequestTimeout', 'RequestTimeTooSkewed', 'SlowDown']);
const FULL = new Set(['QuotaExceeded', 'InsufficientStorage', 'XMinioStorageFull']);

/**
 * Runs one operation, again after growing pauses where that may help.
 *
 * @param operation gets a signal that ends the try; it is not used once the operation has answered.
 * @param closing ends everything.
 * @throws PictureLiveError `unavailable` where the store is away or does not let us in,
 *   `storage_full`; whatever else was thrown that the store has nothing to do with.
 */
export async function tryPatiently<T>(
  patience: Patience,
  closing: AbortSignal,
  operation: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await tryOnce(patience.tryMs, closing, operation);
    } catch (error) {
      if (error instanceof PictureLiveError) throw error;
      if (tried >= patience.tries || closing.aborted || !isPassing(error)) throw inOurWords(error);
    }
    await pauseBefore(patience.pauseMs * 2 ** (tried - 1), closing);
  }
}

async function tryOnce<T>(
  limitMs: number,
  closing: AbortSignal,
  operation: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const tooLong = new AbortController();
  const timer = setTimeout(() => tooLong.abort(new Error('The storage took too long.')), limitMs);
  try {
    return await operation(AbortSignal.any([closing, tooLong.signal]));
  } finally {
    clearTimeout(timer);
  }
}

/** Half of the pause is chance: uploads that failed together do not come back together. */
async function pauseBefore(ms: number, closing: AbortSignal): Promise<void> {
  try {
    await pause(ms * (0.5 + Math.random() / 2), undefined, { signal: closing });
  } catch (error) {
    throw inOurWords(error);
  }
}

/** Anything without a reply is a connection that failed; a reply says by its status what it means. */
function isPassing(error: unknown): boolean {
  const status = statusOf(error);
  if (status === null) return true;
  return status >= 500 || status === 429 || (error instanceof Error && PASSING.has(error.name));
}

/** A failure of the store as the rest of the relay knows it. */
export function inOurWords(error: unknown): PictureLiveError {
  if (error instanceof PictureLiveError) return error;
  const full = statusOf(error) === 507 || (error instanceof Error && FULL.has(error.name));
  return full
    ? new PictureLiveError('storage_full', 'The storage of the pictures is full.', { cause: error })
    : new PictureLiveError('unavailable', 'The storage of the pictures cannot be reached.', {
        cause: error,
      });
}

/** Whether the reply says that there is no such object. */
export function isNoSuchKey(error: unknown): boolean {
  return statusOf(error) === 404 && error instanceof Error && error.name !== 'NoSuchBucket';
}

function statusOf(error: unknown): number | null {
  return error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? null) : null;
}
