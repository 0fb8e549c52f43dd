import { constants } from 'node:fs';
import { access, mkdir, open, readFile, rename, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { BlobStore, OpenBlob } from './blob-store.ts';
import { sayingWhenFull } from '../errors/disk-full.ts';

/** Below this much room the relay is no longer `ok`: an hour of photos, and the database grows too. */
const LOW_SPACE_BYTES = 256 * 1024 * 1024;

/** Blobs as files `<folder>/<first two digits>/<hash>`, on the same file system as the intake. */
export class LocalDiskStore implements BlobStore {
  readonly #folder: string;
  /** Shards that are known to exist, at most 256. */
  readonly #shards = new Map<string, Promise<void>>();

  /** @param folder exists. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(hash: string, file: string): Promise<void> {
    await sayingWhenFull(async () => {
      await syncFile(file);
      await this.#makeShard(hash);
      await rename(file, this.#pathOf(hash));
      await syncFolder(path.dirname(this.#pathOf(hash)));
    });
  }

  async read(hash: string): Promise<Buffer | null> {
    try {
      return await readFile(this.#pathOf(hash));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async open(hash: string): Promise<OpenBlob | null> {
    try {
      const handle = await open(this.#pathOf(hash), 'r');
      const { size } = await handle.stat();
      return { bytes: size, stream: handle.createReadStream() };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async remove(hash: string): Promise<void> {
    await rm(this.#pathOf(hash), { force: true });
  }

  async check(): Promise<string> {
    try {
      await access(this.#folder, constants.R_OK | constants.W_OK);
      const { bavail, bsize } = await statfs(this.#folder);
      return bavail * bsize < LOW_SPACE_BYTES ? 'The disk of the relay is nearly full.' : 'ok';
    } catch {
      return 'The folder of the pictures cannot be used.';
    }
  }

  #pathOf(hash: string): string {
    return path.join(this.#folder, hash.slice(0, 2), hash);
  }

  /** Single-flight, so that the first blobs of a shard do not race for its creation. */
  async #makeShard(hash: string): Promise<void> {
    const shard = hash.slice(0, 2);
    let made = this.#shards.get(shard);
    if (made === undefined) {
      made = this.#createShard(shard);
      this.#shards.set(shard, made);
    }
    try {
      await made;
    } catch (error) {
      this.#shards.delete(shard);
      throw error;
    }
  }

  /** Syncs also where the shard was there: whoever made it may have died before it could. */
  async #createShard(shard: string): Promise<void> {
    await mkdir(path.join(this.#folder, shard), { recursive: true });
    await syncFolder(this.#folder);
  }
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A rename is durable once its folder is; Windows has no such call and does it by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
