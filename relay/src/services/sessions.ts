import { PictureLiveError } from '@picture-live/shared/errors';
import { Id } from '@picture-live/shared/protocol';
import type { PublicSession } from '@picture-live/shared/protocol';
import type { Db } from '../db/database.ts';
import type { SessionRow } from '../db/tables.ts';
import { findSession, findSessionBySlug } from '../repositories/sessions.ts';

export function viewSession(row: SessionRow): PublicSession {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    createdAt: row.created_at,
    lastSeq: row.last_seq,
    photoCount: row.photo_count,
  };
}

/**
 * The session behind an id or a slug.
 *
 * @throws PictureLiveError `session_not_found`.
 */
export async function requireSession(db: Db, idOrSlug: string): Promise<SessionRow> {
  const row = Id.safeParse(idOrSlug).success
    ? await findSession(db, idOrSlug)
    : await findSessionBySlug(db, idOrSlug);
  if (row === undefined) throw new PictureLiveError('session_not_found');
  return row;
}
