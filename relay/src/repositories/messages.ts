import type { ExpressionBuilder, Updateable } from 'kysely';
import type { Db } from '../db/database.ts';
import type { MessageRow, MessagesTable, NewMessageRow } from '../db/message-tables.ts';
import type { ImageRow } from '../db/photo-tables.ts';
import type { Tables } from '../db/tables.ts';
import { mediaKeysOf } from './media-keys.ts';

/** A message with its picture, if it has one, and the key that the picture's address is signed with. */
export interface StoredMessage {
  message: MessageRow;
  /** It is about no photo, or about one that guests see in this session. */
  isPhotoSeen: boolean;
  picture: { image: ImageRow; mediaKey: string } | null;
}

/** Which messages of a session, and how much of them. */
export interface MessageChoice {
  order: 'newest' | 'oldest';
  /** Go on after the message at this place; null for the first page. */
  after: number | null;
  limit: number;
  /** Also those that are hidden. */
  withHidden: boolean;
  announcementsOnly: boolean;
  /** Only those about this photo; null for all. */
  photoId: string | null;
}

/** @returns false where there is a message with this id already. */
export async function insertMessage(db: Db, message: NewMessageRow): Promise<boolean> {
  const added = await db
    .insertInto('messages')
    .values(message)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export async function findMessage(db: Db, id: string): Promise<MessageRow | undefined> {
  return db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Those of the messages that there are, in no order. */
export async function findMessages(db: Db, ids: string[]): Promise<StoredMessage[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('messages').selectAll().where('id', 'in', ids).execute();
  return withPictures(db, rows);
}

/** A page of a session's messages; what was deleted, or is about a photo out of sight, is in none. */
export async function listMessages(
  db: Db,
  sessionId: string,
  { order, after, limit, withHidden, announcementsOnly, photoId }: MessageChoice,
): Promise<StoredMessage[]> {
  const isNewest = order === 'newest';
  let query = db
    .selectFrom('messages')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('state', 'in', withHidden ? ['live', 'hidden'] : ['live']);
  // Whoever sees hidden messages sees hidden photos as well.
  if (!withHidden) query = query.where(isAboutSeenPhoto);
  if (photoId !== null) query = query.where('photo_id', '=', photoId);
  if (announcementsOnly) query = query.where('announcement', '=', 1);
  if (after !== null) query = query.where('seq', isNewest ? '<' : '>', after);
  const rows = await query
    .orderBy('seq', isNewest ? 'desc' : 'asc')
    .limit(limit)
    .execute();
  return withPictures(db, rows);
}

export async function updateMessage(
  db: Db,
  id: string,
  changes: Updateable<MessagesTable>,
): Promise<void> {
  await db.updateTable('messages').set(changes).where('id', '=', id).execute();
}

/** What somebody was called with the last message that they sent to a session. */
export async function lastNameOf(
  db: Db,
  sessionId: string,
  sender: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('messages')
    .select('sender_name')
    .where('session_id', '=', sessionId)
    .where('sender', '=', sender)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.sender_name;
}

/** Whether a message shows this image, or would if it were not hidden. */
export async function isImageShown(db: Db, imageId: string): Promise<boolean> {
  const row = await db
    .selectFrom('messages')
    .select('id')
    .where('image_id', '=', imageId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether guests see the photo that a message is about; true for one about none. */
export async function isPhotoOfMessageSeen(db: Db, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('messages')
    .select('id')
    .where('id', '=', id)
    .where(isAboutSeenPhoto)
    .executeTakeFirst();
  return row !== undefined;
}

/** A condition on messages; a photo that was moved into another session is not seen in this one. */
export function isAboutSeenPhoto(eb: ExpressionBuilder<Tables, 'messages'>) {
  const seen = eb
    .selectFrom('photos')
    .select('photos.id')
    .whereRef('photos.id', '=', 'messages.photo_id')
    .whereRef('photos.session_id', '=', 'messages.session_id')
    .where('photos.removed_at', 'is', null);
  return eb.or([eb('messages.photo_id', 'is', null), eb.exists(seen)]);
}

async function withPictures(db: Db, rows: MessageRow[]): Promise<StoredMessage[]> {
  const images = await picturesOf(db, rows);
  const unseen = await unseenOf(db, rows);
  return rows.map((message) => ({
    message,
    isPhotoSeen: !unseen.has(message.id),
    picture: images.get(message.image_id ?? '') ?? null,
  }));
}

/** Ids of those that are about a photo out of sight. */
async function unseenOf(db: Db, rows: MessageRow[]): Promise<ReadonlySet<string>> {
  const about = rows.flatMap(({ id, photo_id }) => (photo_id === null ? [] : [id]));
  if (about.length === 0) return new Set();
  const seen = await db
    .selectFrom('messages')
    .select('id')
    .where('id', 'in', about)
    .where(isAboutSeenPhoto)
    .execute();
  const seenIds = new Set(seen.map(({ id }) => id));
  return new Set(about.filter((id) => !seenIds.has(id)));
}

async function picturesOf(
  db: Db,
  rows: MessageRow[],
): Promise<Map<string, NonNullable<StoredMessage['picture']>>> {
  const shown = rows.flatMap(({ image_id }) => (image_id === null ? [] : [image_id]));
  if (shown.length === 0) return new Map();
  const images = await db.selectFrom('images').selectAll().where('id', 'in', shown).execute();
  const keys = await mediaKeysOf(
    db,
    images.map((image) => image.session_id),
  );
  return new Map(
    images.map((image) => [image.id, { image, mediaKey: keys.get(image.session_id) ?? '' }]),
  );
}
