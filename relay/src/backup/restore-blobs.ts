import { open } from 'node:fs/promises';
import path from 'node:path';
import { contentHash, readEntries } from '@picture-live/shared/backup';
import type { BackupEntry, ReadOptions } from '@picture-live/shared/backup';
import type { BlobStore } from '../storage/blob-store.ts';

/** Each has its bytes on the disk, none in memory. */
const AT_ONCE = 8;

/**
 * Puts all blobs of a backup into a store. One that is there already is put again, which changes
 * nothing: blobs are named by what is in them.
 *
 * @param incoming an existing folder for what is on its way, on the disk of the store if it has one.
 */
export async function restoreBlobs(
  file: string,
  store: Pick<BlobStore, 'put'>,
  incoming: string,
  options: ReadOptions,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const put = async (entry: BackupEntry): Promise<boolean> => {
    const hash = entry.name.startsWith('relay/blobs/') ? contentHash(entry.name) : null;
    if (hash === null) return true;
    const part = path.join(incoming, hash);
    await writeFile(part, entry.body);
    // One that failed stays among them, so that the wait for it fails too.
    if (running.size >= AT_ONCE) await Promise.race(running);
    const stored = (async () => store.put(hash, part))();
    stored.then(
      () => running.delete(stored),
      () => {},
    );
    running.add(stored);
    return true;
  };
  try {
    await readEntries(file, put, options);
    await Promise.all(running);
  } finally {
    await Promise.allSettled(running);
  }
}

async function writeFile(file: string, body: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(body);
  } finally {
    await handle.close();
  }
}
