import { constants, readFile as readWithCallback } from 'node:fs';
import { access, copyFile, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { syncFolder } from '@picture-live/shared/process';
import { v7 as uuid } from 'uuid';
import { sayingWhenFull } from '../errors/disk-full.ts';
import type { BlobPage, BlobStore, ListedBlob, OpenBlob } from './blob-store.ts';

/** Below this much room the relay is no longer `ok`: an hour of photos, and the database grows too. */
const LOW_SPACE_BYTES = 256 * 1024 * 1024;

/** A third less work than the one of node:fs/promises, which makes a handle for each file. */
const readFile = promisify(readWithCallback);

/** Files that were on their way from another file system. */
const COPY = '.part';

/**
 * Blobs as files `<folder>/<first two digits>/<hash>`; moved in when the intake is on the same file
 * system, copied otherwise.
 */
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
      await moveFile(file, this.#pathOf(hash));
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

  async list(after: string | null, limit: number): Promise<BlobPage> {
    const hashes = await this.#hashesAfter(after, limit + 1);
    const page = hashes.slice(0, limit);
    const found = await Promise.all(page.map((hash) => this.#inspect(hash)));
    const next = hashes.length > limit ? (page.at(-1) ?? null) : null;
    return { blobs: found.filter((blob) => blob !== null), next };
  }

  /** Reads no more shards than the page needs. */
  async #hashesAfter(after: string | null, limit: number): Promise<string[]> {
    const found: string[] = [];
    for (const shard of (await readdir(this.#folder)).toSorted()) {
      if (after !== null && shard < after.slice(0, 2)) continue;
      const names = await readdir(path.join(this.#folder, shard));
      const isNext = (name: string): boolean => isHash(name) && (after === null || name > after);
      found.push(...names.filter(isNext).toSorted());
      if (found.length >= limit) return found.slice(0, limit);
    }
    return found;
  }

  async #inspect(hash: string): Promise<ListedBlob | null> {
    try {
      return { hash, storedAt: (await stat(this.#pathOf(hash))).mtimeMs };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
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

  close(): void {
    // Holds nothing open.
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

/** Across file systems a rename is refused; the copy is complete before it has its name. */
async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!hasCode(error, 'EXDEV')) throw error;
    const copy = `${to}.${uuid()}${COPY}`;
    try {
      await copyFile(from, copy);
      await syncFile(copy);
      await rename(copy, to);
    } finally {
      await rm(copy, { force: true });
    }
    await rm(from, { force: true });
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

function isHash(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name);
}

function isMissing(error: unknown): boolean {
  return hasCode(error, 'ENOENT');
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
