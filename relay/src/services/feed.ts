import type { FeedEvent, FeedPage } from '@picture-live/shared/protocol';
import type { Db } from '../db/database.ts';
import type { FeedEventRow, SessionRow } from '../db/tables.ts';
import { listEvents } from '../repositories/feed.ts';
import { findMessages } from '../repositories/messages.ts';
import type { StoredMessage } from '../repositories/messages.ts';
import { findPhotos } from '../repositories/photos.ts';
import type { StoredPhoto } from '../repositories/photos.ts';
import { viewMessageEvent } from './messages/news.ts';
import type { MessageReader } from './messages/news.ts';
import { viewPhoto } from './photo-view.ts';
import { viewSession } from './session-view.ts';

/** What the events of a page are about, as it is now. */
interface Present {
  photos: Map<string, StoredPhoto>;
  messages: Map<string, StoredMessage>;
  reader: MessageReader;
}

/** The events of a session after `after`, each with its photo or message as it is now. */
export async function readFeed(
  db: Db,
  session: SessionRow,
  { after, limit }: { after: number; limit: number },
  reader: MessageReader,
): Promise<FeedPage> {
  const rows = await listEvents(db, session.id, after, limit);
  const photos = await findPhotos(db, idsOf(rows, 'photo_id'));
  const messages = await findMessages(db, idsOf(rows, 'message_id'));
  const present = {
    photos: new Map(photos.map((stored) => [stored.photo.id, stored])),
    messages: new Map(messages.map((stored) => [stored.message.id, stored])),
    reader,
  };
  const events = rows.map((row) => viewEvent(row, session, present));
  // An event may have been committed after the session was read.
  const newest = events.at(-1)?.seq ?? after;
  const lastSeq = Math.max(session.last_seq, events.length === 0 ? 0 : newest);
  return { events, lastSeq, more: newest < lastSeq, era: session.era };
}

function idsOf(rows: FeedEventRow[], column: 'photo_id' | 'message_id'): string[] {
  return [...new Set(rows.map((row) => row[column]).filter((id) => id !== null))];
}

function viewEvent(
  row: FeedEventRow,
  session: SessionRow,
  { photos, messages, reader }: Present,
): FeedEvent {
  const { seq, at } = row;
  if (row.message_id !== null) {
    return viewMessageEvent(row, row.message_id, messages.get(row.message_id), reader);
  }
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
