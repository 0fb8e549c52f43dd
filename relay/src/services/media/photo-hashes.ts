import type { Db } from '../../db/database.ts';
import { LruCache } from '../../memory/lru-cache.ts';
import { findPhoto, listAllRenditions } from '../../repositories/photos.ts';

/** Photos whose hashes are held in memory. */
const MAX_PHOTOS = 20_000;

export type Standing = 'live' | 'gone' | 'unknown';

/** Every hash a photo ever had, and whether it still shows it. */
type Hashes = Map<string, 'live' | 'gone'>;

/** Answers which hashes a photo shows now, from memory once it is known. */
export class PhotoHashes {
  readonly #db: Db;
  readonly #known = new LruCache<Hashes>(MAX_PHOTOS);
  /** Single-flight, and how a change during a question keeps the old answer from being stored. */
  readonly #asking = new Map<string, Promise<Hashes>>();

  constructor(db: Db) {
    this.#db = db;
  }

  isKnownLive(photoId: string, hash: string): boolean {
    return this.#known.get(photoId)?.get(hash) === 'live';
  }

  async standing(photoId: string, hash: string): Promise<Standing> {
    const hashes = this.#known.get(photoId) ?? (await this.#ask(photoId));
    return hashes.get(hash) ?? 'unknown';
  }

  forget(photoId: string): void {
    this.#known.delete(photoId);
    this.#asking.delete(photoId);
  }

  async #ask(photoId: string): Promise<Hashes> {
    const running = this.#asking.get(photoId);
    if (running !== undefined) return running;
    const own = this.#read(photoId);
    this.#asking.set(photoId, own);
    try {
      const hashes = await own;
      const stillTrue = this.#asking.get(photoId) === own;
      // Photos that do not exist are not kept: guessing ids must not push real ones out.
      if (stillTrue && hashes.size > 0) this.#known.set(photoId, hashes);
      return hashes;
    } finally {
      if (this.#asking.get(photoId) === own) this.#asking.delete(photoId);
    }
  }

  async #read(photoId: string): Promise<Hashes> {
    const photo = await findPhoto(this.#db, photoId);
    if (photo === undefined) return new Map();
    const rows = await listAllRenditions(this.#db, photoId);
    const hashes: Hashes = new Map(rows.map((row) => [row.hash, 'gone']));
    if (photo.removed_at !== null) return hashes;
    for (const row of rows) if (row.revision === photo.revision) hashes.set(row.hash, 'live');
    return hashes;
  }
}
