import { createHash } from 'node:crypto';
import type { BackupWriter } from '@picture-live/shared/backup';
import type { BlobStore } from '../storage/blob-store.ts';

/** What is read ahead; a blob that is larger is read by itself. */
const AHEAD_BYTES = 32 * 1024 * 1024;
const AHEAD_BLOBS = 16;

export interface TakeBlobsOptions {
  /** Told of every blob that is written. */
  onBlob: (bytes: number) => void;
  signal: AbortSignal;
}

/**
 * Writes the blobs that the tables name. Several are read at once, because a bucket answers each
 * after a while, and written in order.
 *
 * @returns those that the store does not have, or not with the content that their name says.
 * @throws PictureLiveError `unavailable` where the store is away.
 */
export async function takeBlobs(
  blobs: ReadonlyMap<string, number>,
  store: Pick<BlobStore, 'read'>,
  writer: BackupWriter,
  { onBlob, signal }: TakeBlobsOptions,
): Promise<string[]> {
  const without: string[] = [];
  for await (const { hash, bytes } of readAhead(blobs, store, signal)) {
    signal.throwIfAborted();
    if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== hash) {
      without.push(hash);
    } else {
      await writer.add(blobName(hash), bytes, hash);
    }
    onBlob(blobs.get(hash) ?? 0);
  }
  return without;
}

/** The name of a blob in a backup. */
export function blobName(hash: string): string {
  return `relay/blobs/${hash.slice(0, 2)}/${hash}`;
}

interface Reading {
  hash: string;
  size: number;
  bytes: Promise<Buffer | null>;
}

async function* readAhead(
  blobs: ReadonlyMap<string, number>,
  store: Pick<BlobStore, 'read'>,
  signal: AbortSignal,
): AsyncGenerator<{ hash: string; bytes: Buffer | null }> {
  const running: Reading[] = [];
  const isFull = (size: number) =>
    running.length >= AHEAD_BLOBS ||
    running.reduce((sum, reading) => sum + reading.size, size) > AHEAD_BYTES;
  for (const [hash, size] of blobs) {
    signal.throwIfAborted();
    while (running.length > 0 && isFull(size)) yield* takeFirst(running);
    const bytes = store.read(hash);
    // Awaited when its turn comes; until then a failure is not unheard of.
    bytes.catch(() => {});
    running.push({ hash, size, bytes });
  }
  while (running.length > 0) yield* takeFirst(running);
}

async function* takeFirst(
  running: Reading[],
): AsyncGenerator<{ hash: string; bytes: Buffer | null }> {
  for (const { hash, bytes } of running.splice(0, 1)) yield { hash, bytes: await bytes };
}
