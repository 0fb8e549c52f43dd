import { mkdir, readdir, readFile, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { writeDurably } from '@picture-live/shared/process';

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

const BLOB = '.jpg';

/** Where a spool keeps a blob. */
export function spoolFile(root: string, hash: string): string {
  return path.join(root, hash.slice(0, 2), hash + BLOB);
}

/**
 * Opens the spool in a folder, in sub-folders by the first two digits of the hash so that none
 * grows to many thousands of entries.
 */
export async function openSpool(root: string): Promise<Spool> {
  await mkdir(root, { recursive: true });
  const fileOf = (hash: string) => spoolFile(root, hash);
  const folderOf = (hash: string) => path.dirname(fileOf(hash));

  return {
    async write(hash, bytes) {
      await mkdir(folderOf(hash), { recursive: true });
      await writeDurably(fileOf(hash), bytes);
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

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
