import type { FeedEvent, FeedPage } from '@picture-live/shared/protocol';
import type { Db } from '../db/database.ts';
import type { FeedEventRow, SessionRow } from '../db/tables.ts';
import { listEvents } from '../repositories/feed.ts';
import { findPhotos } from '../repositories/photos.ts';
import type { StoredPhoto } from '../repositories/photos.ts';
import { viewPhoto } from './photo-view.ts';
import { viewSession } from './session-view.ts';

/** The events of a session after `after`, each with its photo as it is now. */
export async function readFeed(
  db: Db,
  session: SessionRow,
  after: number,
  limit: number,
): Promise<FeedPage> {
  const rows = await listEvents(db, session.id, after, limit);
  const ids = new Set(rows.flatMap((row) => (row.photo_id === null ? [] : [row.photo_id])));
  const photos = await findPhotos(db, [...ids]);
  const byId = new Map(photos.map((stored) => [stored.photo.id, stored]));
  const events = rows.map((row) => viewEvent(row, session, byId));
  // An event may have been committed after the session was read.
  const newest = events.at(-1)?.seq ?? after;
  const lastSeq = Math.max(session.last_seq, events.length === 0 ? 0 : newest);
  return { events, lastSeq, more: newest < lastSeq };
}

function viewEvent(
  row: FeedEventRow,
  session: SessionRow,
  photos: Map<string, StoredPhoto>,
): FeedEvent {
  const { seq, at } = row;
  if (row.photo_id === null) {
    return { type: 'session_updated', seq, at, session: viewSession(session) };
  }
  const stored = photos.get(row.photo_id);
  if (stored === undefined || !isSeenIn(session.id, stored)) {
    return { type: 'photo_removed', seq, at, photoId: row.photo_id };
  }
  const photo = viewPhoto(stored);
  return row.type === 'new_photo'
    ? { type: 'new_photo', seq, at, photo }
    : { type: 'photo_status_updated', seq, at, photo };
}

/** Neither out of sight nor, by now, in another session. */
function isSeenIn(sessionId: string, { photo }: StoredPhoto): boolean {
  return photo.removed_at === null && photo.session_id === sessionId;
}
