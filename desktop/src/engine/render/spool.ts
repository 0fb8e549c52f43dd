import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, statfs } from 'node:fs/promises';
import path from 'node:path';

/** Blobs on the laptop's disk, each named by its SHA-256. */
export interface Spool {
  /** Writes a blob so that it survives a power cut once this returns. */
  write(hash: string, bytes: Buffer): Promise<void>;
  /** The bytes of a blob; null where it is not (any more). */
  read(hash: string): Promise<Buffer | null>;
  remove(hash: string): Promise<void>;
  /** Removes what a crash left: half-written files, and blobs that `keep` does not name. */
  sweep(keep: ReadonlySet<string>): Promise<void>;
  /** Bytes free on the disk that holds the spool. */
  freeBytes(): Promise<number>;
}

const PARTIAL = '.partial';
const BLOB = '.jpg';

/**
 * Opens the spool in a folder, in sub-folders by the first two digits of the hash so that none
 * grows to many thousands of entries.
 */
export async function openSpool(root: string): Promise<Spool> {
  await mkdir(root, { recursive: true });
  const folderOf = (hash: string) => path.join(root, hash.slice(0, 2));
  const fileOf = (hash: string) => path.join(folderOf(hash), hash + BLOB);

  return {
    async write(hash, bytes) {
      const folder = folderOf(hash);
      const partial = path.join(folder, `${hash}.${process.hrtime.bigint()}${PARTIAL}`);
      await mkdir(folder, { recursive: true });
      try {
        const file = await open(partial, 'wx');
        try {
          await file.writeFile(bytes);
          await file.datasync();
        } finally {
          await file.close();
        }
        await rename(partial, fileOf(hash));
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
      await syncFolder(folder);
    },

    async read(hash) {
      try {
        return await readFile(fileOf(hash));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },

    remove: (hash) => rm(fileOf(hash), { force: true }),

    async sweep(keep) {
      for (const folder of await readdir(root, { withFileTypes: true })) {
        if (!folder.isDirectory()) continue;
        for (const name of await readdir(path.join(root, folder.name))) {
          const kept = name.endsWith(BLOB) && keep.has(name.slice(0, -BLOB.length));
          if (!kept) await rm(path.join(root, folder.name, name), { force: true });
        }
      }
    },

    async freeBytes() {
      const disk = await statfs(root);
      return disk.bavail * disk.bsize;
    },
  };
}

/** Makes a rename durable: the name is in the folder, and the folder is a file of its own. */
async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open folders, and its rename is durable through the journal.
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
