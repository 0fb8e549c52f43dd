import { PictureLiveError } from '@picture-live/shared/errors';
import { Id, Slug } from '@picture-live/shared/protocol';
import type { FeedPage, PhotoPage, PublicSession } from '@picture-live/shared/protocol';
import type { Db } from '../db/database.ts';
import type { SessionRow } from '../db/tables.ts';
import { findSession, findSessionBySlug } from '../repositories/sessions.ts';
import { readFeed } from './feed.ts';
import { listPhotos } from './photos.ts';
import { viewSession } from './session-view.ts';

export interface SessionService {
  read: (idOrSlug: string) => Promise<PublicSession>;
  photos: (idOrSlug: string, after: string | null, limit: number) => Promise<PhotoPage>;
  feed: (idOrSlug: string, after: number, limit: number) => Promise<FeedPage>;
}

/**
 * What anybody with a gallery's link may read; the link is the permission.
 * Every call throws PictureLiveError `session_not_found`.
 */
export function sessionService(db: Db): SessionService {
  return {
    read: async (idOrSlug) => viewSession(await requireSession(db, idOrSlug)),
    photos: async (idOrSlug, after, limit) =>
      listPhotos(db, (await requireSession(db, idOrSlug)).id, after, limit),
    feed: async (idOrSlug, after, limit) =>
      readFeed(db, await requireSession(db, idOrSlug), after, limit),
  };
}

/** The session with this id or slug. @throws PictureLiveError `session_not_found`. */
export async function requireSession(db: Db, idOrSlug: string): Promise<SessionRow> {
  const row = Id.safeParse(idOrSlug).success
    ? await findSession(db, idOrSlug)
    : await findGallery(db, idOrSlug);
  if (row === undefined) throw new PictureLiveError('session_not_found');
  return row;
}

/** The session whose link ends in this slug. */
export async function findGallery(db: Db, slug: string): Promise<SessionRow | undefined> {
  return Slug.safeParse(slug).success ? findSessionBySlug(db, slug) : undefined;
}
