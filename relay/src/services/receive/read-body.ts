import type { Readable } from 'node:stream';
import { PictureLiveError } from '@picture-live/shared/errors';

export interface BodyLimits {
  /** Bytes; counted here, because a raw stream passes Fastify's own limit by. */
  maxBytes: number;
  /** Milliseconds without a single byte. */
  stallMs: number;
  /** Ends the reading with its reason. */
  signal?: AbortSignal;
}

/**
 * Reads an upload to its end, one chunk at a time, at the pace of `onChunk`.
 *
 * @returns the number of bytes.
 * @throws PictureLiveError `blob_too_large`, `upload_stalled` (also where the client went away);
 *   the reason of the signal.
 */
export async function readBody(
  body: Readable,
  limits: BodyLimits,
  onChunk: (chunk: Buffer) => Promise<void> | void,
): Promise<number> {
  let bytes = 0;
  for (;;) {
    const chunk = await nextChunk(body, limits);
    if (chunk === null) return bytes;
    bytes += chunk.length;
    if (bytes > limits.maxBytes) throw tooLarge(limits.maxBytes);
    await onChunk(chunk);
  }
}

export function tooLarge(maxBytes: number): PictureLiveError {
  return new PictureLiveError(
    'blob_too_large',
    `The upload is larger than the ${maxBytes} bytes allowed.`,
  );
}

async function nextChunk(body: Readable, limits: BodyLimits): Promise<Buffer | null> {
  for (;;) {
    limits.signal?.throwIfAborted();
    if (body.readableEnded) return null;
    if (body.destroyed) throw clientGone();
    const chunk: unknown = body.read();
    if (Buffer.isBuffer(chunk)) return chunk;
    await somethingHappens(body, limits);
  }
}

function clientGone(): PictureLiveError {
  return new PictureLiveError('upload_stalled', 'The client went away during the upload.');
}

/** An aborted request emits `error` before `close`; the state of the stream then tells. */
const WAKERS = ['readable', 'end', 'error', 'close'] as const;

/** Resolves when the stream has bytes, an end or a failure to show. */
function somethingHappens(body: Readable, { stallMs, signal }: BodyLimits): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (failure?: Error): void => {
      clearTimeout(timer);
      for (const event of WAKERS) body.off(event, wake);
      signal?.removeEventListener('abort', wake);
      if (failure === undefined) resolve();
      else reject(failure);
    };
    const wake = (): void => settle();
    const timer = setTimeout(() => {
      settle(new PictureLiveError('upload_stalled', `No byte arrived for ${stallMs} ms.`));
    }, stallMs);
    for (const event of WAKERS) body.on(event, wake);
    signal?.addEventListener('abort', wake);
  });
}
