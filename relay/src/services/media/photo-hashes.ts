import type { Db } from '../../db/database.ts';
import { LruCache } from '../../memory/lru-cache.ts';
import { mediaKeysOf } from '../../repositories/media-keys.ts';
import { findPhoto, listAllRenditions } from '../../repositories/photos.ts';
import { isSameSignature, signPicture } from './signature.ts';

/** Photos whose hashes are held in memory. */
const MAX_PHOTOS = 20_000;

/**
 * Changes are heard of through the fan-out at once. It may lose a message, so nothing is believed
 * for longer than this; the shorter time holds while nothing is heard of other instances.
 */
const BELIEVED_MS = { hearing: 5_000, deaf: 1_000 };

export type Standing = 'live' | 'gone' | 'unknown';

/** A picture that a photo shows or has shown, and what its address must hold. */
export interface KnownPicture {
  standing: 'live' | 'gone';
  signature: string;
}

/** What is known of a photo: every hash it ever had. */
interface KnownPhoto {
  sessionId: string;
  pictures: Map<string, KnownPicture>;
  /** When the database was asked, in milliseconds of `now`. */
  at: number;
}

/** Answers which hashes a photo shows now, from memory once it is known. */
export class PhotoHashes {
  readonly #db: Db;
  readonly #now: () => number;
  readonly #isHearing: () => boolean;
  readonly #known = new LruCache<KnownPhoto>(MAX_PHOTOS);
  /** Single-flight, and how a change during a question keeps the old answer from being stored. */
  readonly #asking = new Map<string, Promise<KnownPhoto | null>>();

  /**
   * @param now milliseconds of a clock that only goes forward.
   * @param isHearing whether changes that other instances make are heard of now.
   */
  constructor(
    db: Db,
    now: () => number = () => performance.now(),
    isHearing: () => boolean = () => true,
  ) {
    this.#db = db;
    this.#now = now;
    this.#isHearing = isHearing;
  }

  isKnownLive(photoId: string, hash: string, signature: string): boolean {
    const picture = this.#fresh(photoId)?.pictures.get(hash);
    return picture?.standing === 'live' && isSameSignature(picture.signature, signature);
  }

  /** `unknown` also for what exists, where the signature is not the right one. */
  async standing(photoId: string, hash: string, signature: string): Promise<Standing> {
    const photo = this.#fresh(photoId) ?? (await this.#ask(photoId));
    const picture = photo?.pictures.get(hash);
    if (picture === undefined || !isSameSignature(picture.signature, signature)) return 'unknown';
    return picture.standing;
  }

  /** Every picture that the photo showed once and does not show any more, by hash. */
  async gone(photoId: string): Promise<Map<string, KnownPicture>> {
    const photo = await this.#ask(photoId);
    const pictures = [...(photo?.pictures ?? [])];
    return new Map(pictures.filter(([, { standing }]) => standing === 'gone'));
  }

  forget(photoId: string): void {
    this.#known.delete(photoId);
    this.#asking.delete(photoId);
  }

  /** For a change of the session's key: rare, so that all photos are looked through. */
  forgetSession(sessionId: string): void {
    this.#known.deleteWhere((photo) => photo.sessionId === sessionId);
    this.#asking.clear();
  }

  /** Something may have been missed. */
  forgetAll(): void {
    this.#known.deleteWhere(() => true);
    this.#asking.clear();
  }

  #fresh(photoId: string): KnownPhoto | undefined {
    const photo = this.#known.get(photoId);
    const believedMs = this.#isHearing() ? BELIEVED_MS.hearing : BELIEVED_MS.deaf;
    return photo !== undefined && this.#now() < photo.at + believedMs ? photo : undefined;
  }

  async #ask(photoId: string): Promise<KnownPhoto | null> {
    const running = this.#asking.get(photoId);
    if (running !== undefined) return running;
    const own = this.#read(photoId);
    this.#asking.set(photoId, own);
    try {
      const photo = await own;
      const stillTrue = this.#asking.get(photoId) === own;
      // Photos that do not exist are not kept: guessing ids must not push real ones out.
      if (stillTrue && photo !== null) this.#known.set(photoId, photo);
      return photo;
    } finally {
      if (this.#asking.get(photoId) === own) this.#asking.delete(photoId);
    }
  }

  async #read(photoId: string): Promise<KnownPhoto | null> {
    // Before the question: what changes while it is asked is not believed longer than anything else.
    const at = this.#now();
    const photo = await findPhoto(this.#db, photoId);
    if (photo === undefined) return null;
    const rows = await listAllRenditions(this.#db, photoId);
    const { session_id: sessionId } = photo;
    const key = (await mediaKeysOf(this.#db, [sessionId])).get(sessionId) ?? '';
    const pictures = new Map<string, KnownPicture>();
    for (const { hash } of rows) {
      pictures.set(hash, { standing: 'gone', signature: signPicture(key, photoId, hash) });
    }
    if (photo.removed_at !== null) return { sessionId, pictures, at };
    for (const row of rows) {
      const picture = pictures.get(row.hash);
      if (picture !== undefined && row.revision === photo.revision) picture.standing = 'live';
    }
    return { sessionId, pictures, at };
  }
}
