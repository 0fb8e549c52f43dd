import type { SessionCover } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import type { SessionRow } from '../../db/tables.ts';
import { newestPhotoIds } from '../../repositories/session-covers.ts';
import { findPhotos } from '../../repositories/photos.ts';
import type { StoredPhoto } from '../../repositories/photos.ts';
import { viewPhoto } from '../photo-view.ts';
import { readBranding } from '../session-view.ts';

/** The cover of each session, by its id: the chosen one, or the newest photo that guests see. */
export async function coversOf(
  db: Db,
  sessions: readonly SessionRow[],
): Promise<Map<string, SessionCover>> {
  const chosen = sessions.flatMap((row) => readBranding(row).coverPhotoId ?? []);
  const newest = await newestPhotoIds(
    db,
    sessions.map(({ id }) => id),
  );
  const shown = (await findPhotos(db, [...new Set([...chosen, ...newest])])).filter(
    ({ photo }) => photo.removed_at === null,
  );
  // A chosen one stands before the newest one.
  const inOrder = shown.toSorted((a, b) => rank(chosen, a) - rank(chosen, b));
  return new Map(inOrder.map((stored) => [stored.photo.session_id, viewCover(stored)]));
}

function rank(chosen: readonly string[], { photo }: StoredPhoto): number {
  return chosen.includes(photo.id) ? 1 : 0;
}

function viewCover(stored: StoredPhoto): SessionCover {
  const { id, thumbhash, renditions } = viewPhoto(stored);
  const { url, width, height } = renditions.grid;
  return { photoId: id, url, width, height, thumbhash };
}
