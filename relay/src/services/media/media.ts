import type { Readable } from 'node:stream';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { Db } from '../../db/database.ts';
import type { FanOutMessage } from '../../fan-out/fan-out.ts';
import { LruCache } from '../../memory/lru-cache.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { PhotoHashes } from './photo-hashes.ts';
import { pictureUrl } from './signature.ts';
import type { PictureAddress } from './signature.ts';

export interface MediaDeps {
  db: Db;
  blobs: BlobStore;
  /** Memory for small renditions, in bytes. */
  cacheBytes: number;
  /** Whether changes that other instances make are heard of now; always, unless said. */
  isHearing?: () => boolean;
}

/** Larger blobs (some of `full`) are streamed: they would push too many thumbs out. */
const LARGEST_CACHED_BYTES = 1024 * 1024;

/** A rendition that may be shown: in memory, or too large for that. */
export type Picture =
  { kind: 'buffer'; content: Buffer } | { kind: 'stream'; bytes: number; stream: Readable };

export type MediaService = ReturnType<typeof mediaService>;

/** Serves the renditions of live photos, the small ones from memory and without asking the database. */
export function mediaService(deps: MediaDeps) {
  const hashes = new PhotoHashes(deps.db, undefined, deps.isHearing);
  const cache = new LruCache<Buffer>(deps.cacheBytes, (content) => content.length);
  const loading = new Map<string, Promise<Picture>>();

  /** The picture where nothing has to be waited for: the path nearly every request takes. */
  function instantly({ photoId, hash, signature }: PictureAddress): Buffer | undefined {
    return hashes.isKnownLive(photoId, hash, signature) ? cache.get(hash) : undefined;
  }

  /** @throws PictureLiveError `photo_gone`, `not_found` (also for an address we did not make). */
  async function assertLive({ photoId, hash, signature }: PictureAddress): Promise<void> {
    switch (await hashes.standing(photoId, hash, signature)) {
      case 'live':
        return;
      case 'gone':
        throw new PictureLiveError('photo_gone');
      case 'unknown':
        throw new PictureLiveError('not_found', 'This picture does not exist.');
    }
  }

  /**
   * The picture of a live photo.
   *
   * @throws PictureLiveError `photo_gone`, `not_found`, `unavailable`.
   */
  async function load(address: PictureAddress): Promise<Picture> {
    await assertLive(address);
    const cached = cache.get(address.hash);
    if (cached !== undefined) return { kind: 'buffer', content: cached };
    return readOnce(address.hash);
  }

  /** Single-flight for what fits into memory; every caller gets a stream of its own otherwise. */
  async function readOnce(hash: string): Promise<Picture> {
    const running = loading.get(hash);
    if (running !== undefined) {
      const picture = await running;
      if (picture.kind === 'buffer') return picture;
      return openBlob(hash);
    }
    const own = openBlob(hash);
    loading.set(hash, own);
    try {
      return await own;
    } finally {
      loading.delete(hash);
    }
  }

  async function openBlob(hash: string): Promise<Picture> {
    const blob = await deps.blobs.open(hash);
    if (blob === null) throw new Error(`The blob ${hash} is recorded but not stored.`);
    if (blob.bytes > LARGEST_CACHED_BYTES) return { kind: 'stream', ...blob };
    const content = Buffer.concat(await blob.stream.toArray());
    remember(hash, content);
    return { kind: 'buffer', content };
  }

  /** Keeps a blob that was just stored: it is about to be asked for. */
  function remember(hash: string, content: Buffer): void {
    if (content.length <= LARGEST_CACHED_BYTES) cache.set(hash, content);
  }

  /** To be called after every change of a photo; what it shows is asked for anew. */
  function forget(photoId: string): void {
    hashes.forget(photoId);
  }

  /** Follows the changes that other instances make. */
  function hear(message: FanOutMessage): void {
    if (message.kind === 'media_key') hashes.forgetSession(message.sessionId);
    if (message.kind !== 'feed') return;
    const { event } = message;
    if ('photoId' in event) hashes.forget(event.photoId);
    if ('photo' in event) hashes.forget(event.photo.id);
  }

  /** Changes of others may have been missed. */
  function forgetAll(): void {
    hashes.forgetAll();
  }

  /** Where the pictures were that the photo does not show any more; for caches to be told. */
  async function goneUrls(photoId: string): Promise<string[]> {
    const gone = await hashes.gone(photoId);
    return [...gone].map(([hash, { signature }]) => pictureUrl({ photoId, hash, signature }));
  }

  return { instantly, load, assertLive, remember, forget, forgetAll, hear, goneUrls };
}
