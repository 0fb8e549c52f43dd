import type { Readable } from 'node:stream';
import type { ArchiveSize } from '@picture-live/shared/protocol';
import { LruCache } from '../../memory/lru-cache.ts';
import { sumLargest } from '../../repositories/archive-size.ts';
import { findPhoto, listLive } from '../../repositories/photos.ts';
import { addNumbers, MINUTE_MS } from '../../repositories/statistics.ts';
import type { StoredPhoto } from '../../repositories/photos.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { Actor } from '../access/actor.ts';
import { accessService } from '../access/authorize.ts';
import type { AccessDeps } from '../access/authorize.ts';
import { nameOf } from '../access/name-of.ts';
import { fileNameOf, largest } from '../photos/download.ts';
import { zipOverhead, zipStream } from './zip.ts';
import type { ZipEntry } from './zip.ts';

export interface ArchiveDeps extends AccessDeps {
  blobs: BlobStore;
}

export interface Archive {
  fileName: string;
  stream: Readable;
}

const PAGE = 100;
/** Everybody at a party asks the same; each state of a session is added up once. */
const MAX_SIZES = 64;
/** As long as `fileNameOf` makes them. */
const NAME_BYTES = '2026-11-21-140233-a1b2c3.jpg'.length;

export type ArchiveService = ReturnType<typeof archiveService>;

/** All photos of a session in one file, read page by page and photo by photo while it is sent. */
export function archiveService(deps: ArchiveDeps) {
  const access = accessService(deps);
  const sizes = new LruCache<Promise<ArchiveSize>>(MAX_SIZES);

  /**
   * @param liked only what the actor likes.
   * @param counts whether somebody takes it along, or only asks about it.
   * @throws PictureLiveError what `authorize` throws.
   */
  async function open(
    actor: Actor,
    idOrSlug: string,
    { liked, counts }: { liked: boolean; counts: boolean },
  ): Promise<Archive> {
    const authorized = await access.authorize(actor, 'download', idOrSlug);
    const { id, slug } = authorized.session;
    const choice = liked ? { likedBy: nameOf(authorized.actor) } : {};
    const at = deps.now() - (deps.now() % MINUTE_MS);
    if (counts) await addNumbers(deps.db, [{ session_id: id, at, archives: 1 }]);
    const entries = entriesOf(deps, id, choice);
    const stream = zipStream(entries);
    return { fileName: `${slug}.zip`, stream };
  }

  /**
   * What `open` would send, exactly as long as nothing changes meanwhile (and below 4 GB).
   *
   * @throws PictureLiveError what `authorize` throws.
   */
  async function size(actor: Actor, idOrSlug: string, liked: boolean): Promise<ArchiveSize> {
    const { session, actor: known } = await access.authorize(actor, 'download', idOrSlug);
    if (liked) return addUp(session.id, { likedBy: nameOf(known) });
    const key = `${session.id}:${session.last_seq}`;
    const sum = sizes.get(key) ?? addUp(session.id, {});
    sizes.set(key, sum);
    try {
      return await sum;
    } catch (error) {
      sizes.delete(key);
      throw error;
    }
  }

  async function addUp(sessionId: string, choice: { likedBy?: string }): Promise<ArchiveSize> {
    const { photos, bytes } = await sumLargest(deps.db, sessionId, choice);
    return { photos, bytes: bytes + zipOverhead(photos, NAME_BYTES) };
  }

  return { open, size };
}

async function* entriesOf(
  { db, blobs }: ArchiveDeps,
  sessionId: string,
  choice: { likedBy?: string },
): AsyncGenerator<ZipEntry> {
  let before: number | null = null;
  for (;;) {
    const page: StoredPhoto[] = await listLive(db, sessionId, before, PAGE, choice);
    for (const { photo, renditions } of page) {
      yield {
        name: fileNameOf(photo),
        modifiedAt: new Date(photo.captured_at),
        open: async () => {
          // It may have been hidden since its page was read: a large archive takes minutes.
          const now = await findPhoto(db, photo.id);
          const isThere = now?.removed_at === null && now.session_id === sessionId;
          if (!isThere || now.revision !== photo.revision) return null;
          return (await blobs.open(largest(renditions).hash))?.stream ?? null;
        },
      };
    }
    before = page.at(-1)?.photo.seq ?? null;
    if (page.length < PAGE) return;
  }
}
