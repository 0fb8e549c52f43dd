import type { FeedEvent, MessageEvent } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import type { MessageRow } from '../../db/message-tables.ts';
import type { FeedEventRow, SessionRow } from '../../db/tables.ts';
import type { FanOut } from '../../fan-out/fan-out.ts';
import { insertEvent } from '../../repositories/feed.ts';
import { findMessages } from '../../repositories/messages.ts';
import type { StoredMessage } from '../../repositories/messages.ts';
import { readSwitches } from '../session-view.ts';
import { viewMessage } from './message-view.ts';

/** A change of a session's messages, to be told once it is committed. */
export interface MessageNews {
  sessionId: string;
  event: MessageEvent;
  /** What those are told in its place who may not read it. */
  visitors: FeedEvent | undefined;
}

/** What a reader of the feed may know. */
export interface MessageReader {
  /** Not only announcements; see `read_comments` in access/policy.ts. */
  comments: boolean;
}

/** Which of its events a change of a message is. */
export type MessageEventType = MessageEvent['type'];

/**
 * Writes the event at `seq` and says what is to be told of it; in the transaction that has locked
 * the session and made the change.
 */
export async function tellOfMessage(
  trx: Db,
  session: SessionRow,
  { id, type, seq, at }: { id: string; type: MessageEventType; seq: number; at: number },
): Promise<{ news: MessageNews; stored: StoredMessage }> {
  const [stored] = await findMessages(trx, [id]);
  if (stored === undefined) throw new Error(`The message ${id} was not stored.`);
  const row = { session_id: session.id, seq, at, photo_id: null, message_id: id, type };
  await insertEvent(trx, row);
  const { comments } = readSwitches(session);
  const isForAll = isReadBy({ comments }, stored.message);
  const event = viewMessageEvent(row, id, stored, { comments: true });
  const visitors = isForAll ? undefined : viewMessageEvent(row, id, stored, { comments });
  return { stored, news: { sessionId: session.id, event, visitors } };
}

export function publishNews(fanOut: FanOut, { sessionId, event, visitors }: MessageNews): void {
  const message = { kind: 'feed' as const, sessionId, event };
  fanOut.publish(visitors === undefined ? message : { ...message, visitors });
}

/** An event of the feed with its message as it is now, or with no more than that it is not there. */
export function viewMessageEvent(
  { type, seq, at }: Pick<FeedEventRow, 'type' | 'seq' | 'at'>,
  messageId: string,
  stored: StoredMessage | undefined,
  reader: MessageReader,
): MessageEvent {
  const isSeen = isInSight(stored) && isReadBy(reader, stored.message);
  if (!isSeen) return { type: 'message_removed', seq, at, messageId };
  const message = viewMessage(stored);
  return type === 'message_updated'
    ? { type: 'message_updated', seq, at, message }
    : { type: 'new_message', seq, at, message };
}

/** Neither hidden nor deleted, nor about a photo that is. */
export function isInSight(stored: StoredMessage | undefined): stored is StoredMessage {
  return stored?.message.state === 'live' && stored.isPhotoSeen;
}

export function isReadBy({ comments }: MessageReader, { announcement }: MessageRow): boolean {
  return comments || announcement !== 0;
}
