import type { Readable } from 'node:stream';
import { findPhoto, listLive } from '../../repositories/photos.ts';
import type { StoredPhoto } from '../../repositories/photos.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { Actor } from '../access/actor.ts';
import { accessService } from '../access/authorize.ts';
import type { AccessDeps } from '../access/authorize.ts';
import { nameOf } from '../access/name-of.ts';
import { fileNameOf, largest } from '../photos/download.ts';
import { zipStream } from './zip.ts';
import type { ZipEntry } from './zip.ts';

export interface ArchiveDeps extends AccessDeps {
  blobs: BlobStore;
}

export interface Archive {
  fileName: string;
  stream: Readable;
}

const PAGE = 100;

export type ArchiveService = ReturnType<typeof archiveService>;

/** All photos of a session in one file, read page by page and photo by photo while it is sent. */
export function archiveService(deps: ArchiveDeps) {
  const access = accessService(deps);

  /**
   * @param liked only what the actor likes.
   * @throws PictureLiveError what `authorize` throws.
   */
  async function open(actor: Actor, idOrSlug: string, liked: boolean): Promise<Archive> {
    const authorized = await access.authorize(actor, 'download', idOrSlug);
    const { id, slug } = authorized.session;
    const choice = liked ? { likedBy: nameOf(authorized.actor) } : {};
    const entries = entriesOf(deps, id, choice);
    const stream = zipStream(entries);
    return { fileName: `${slug}.zip`, stream };
  }

  return { open };
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
