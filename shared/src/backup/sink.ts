import { open } from 'node:fs/promises';

/** In bytes: many small files are written together. */
const WRITTEN_AT_ONCE = 1024 * 1024;
/**
 * In bytes. What a system keeps back it writes all at once in the end, and whoever else has to have
 * something on the disk, as the relay with each photo, waits for seconds behind it.
 */
const ON_DISK_EVERY = 64 * WRITTEN_AT_ONCE;

/** Writes everything into a file that exists and is empty, bringing it to the disk as it goes. */
export async function writeThrough(source: AsyncIterable<Uint8Array>, file: string): Promise<void> {
  const handle = await open(file, 'r+');
  let gathered: Uint8Array[] = [];
  let bytes = 0;
  let sinceSync = 0;
  let syncing = Promise.resolve();
  const write = async (): Promise<void> => {
    await handle.writeFile(Buffer.concat(gathered));
    sinceSync += bytes;
    gathered = [];
    bytes = 0;
  };
  try {
    for await (const chunk of source) {
      gathered.push(chunk);
      bytes += chunk.length;
      if (bytes >= WRITTEN_AT_ONCE) await write();
      if (sinceSync < ON_DISK_EVERY) continue;
      // Meanwhile it goes on, by as much again.
      await syncing;
      syncing = handle.datasync();
      // Heard when its turn comes.
      syncing.catch(() => {});
      sinceSync = 0;
    }
    await write();
    await syncing;
    await handle.sync();
  } finally {
    await syncing.catch(() => {});
    await handle.close();
  }
}
