import type { PublicSession } from '@picture-live/shared/protocol';
import type { SessionRow } from '../db/tables.ts';

/** A session as anybody with its link may know it. */
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
