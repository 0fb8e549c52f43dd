import { PictureLiveError } from '@picture-live/shared/errors';
import type { ChangeMessage } from '@picture-live/shared/protocol';
import type { Updateable } from 'kysely';
import type * as z from 'zod/mini';
import type { Db } from '../../db/database.ts';
import type { MessageRow, MessagesTable } from '../../db/message-tables.ts';
import type { SessionRow } from '../../db/tables.ts';
import { deleteImage } from '../../repositories/images.ts';
import {
  findMessage,
  isImageShown,
  isPhotoOfMessageSeen,
  updateMessage,
} from '../../repositories/messages.ts';
import { lockSession, nextSeq } from '../../repositories/sessions.ts';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { nameOrNull } from '../access/name-of.ts';
import { mayAs } from '../access/policy.ts';
import type { Action } from '../access/policy.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { isReadBy, tellOfMessage } from './news.ts';
import type { MessageEventType, MessageNews } from './news.ts';

/** A mistake is seen at once; later, others have read and answered it. */
export const EDITABLE_MS = 15 * 60_000;

/** A message whose session is locked, and whoever wants something of it. */
export interface Held {
  trx: Db;
  message: MessageRow;
  session: SessionRow;
  actor: Actor;
  /** Whether they sent it. */
  isOwn: boolean;
  /** Whether it is out of sight: hidden, or about a photo that is. */
  isHidden: boolean;
  /** Whether they hide and show what others have written. */
  moderates: boolean;
  /** Makes sure that they may do this in the session. */
  require: (action: Action) => Promise<void>;
  /** Epoch milliseconds. */
  at: number;
}

interface ChangeDeps {
  db: Db;
  /** Epoch milliseconds. */
  now: () => number;
}

/** What is done to a message; returns what to tell, or null where nothing was changed. */
export type MessageWork = (held: Held) => Promise<MessageNews | null>;

/**
 * One change of one message: with its permission, its event and its place in the feed in one
 * transaction. Whoever may not read the message is told that there is none.
 *
 * @throws PictureLiveError `not_found`; what `authorize` and the work throw.
 */
export async function changeMessage(
  { db, now }: ChangeDeps,
  { actor, id }: { actor: Actor; id: string },
  work: MessageWork,
): Promise<MessageNews | null> {
  const found = await findMessage(db, id);
  if (found === undefined) throw noSuchMessage();
  return db.transaction().execute(async (trx) => {
    const session = await lockSession(trx, found.session_id);
    const message = await findMessage(trx, id);
    if (session === undefined || message === undefined) throw noSuchMessage();
    const access = { db: trx, now };
    const known = await authorize(access, actor, 'read_messages', session);
    const who = {
      actor: known.actor,
      isOwn: nameOrNull(known.actor) === message.sender,
      moderates: mayAs(known.standing, 'moderate_messages', known.facts.switches),
    };
    const comments = mayAs(known.standing, 'read_comments', known.facts.switches);
    const isHidden = message.state === 'hidden' || !(await isPhotoOfMessageSeen(trx, id));
    const isSeen = isReadBy({ comments }, message) && (!isHidden || who.moderates);
    if (!who.isOwn && !isSeen) throw noSuchMessage();
    const require = async (action: Action): Promise<void> => {
      await authorize(access, actor, action, session);
    };
    return work({ trx, message, session, ...who, isHidden, require, at: now() });
  });
}

/**
 * Its own words are its sender's to change, for a while; members and laptops hide and show it.
 *
 * @throws PictureLiveError `message_gone`, `message_too_old`, `invalid_request`.
 */
export function edit({ text, hidden }: z.output<typeof ChangeMessage>): MessageWork {
  return async (held) => {
    const { message } = held;
    const isGone = message.state === 'deleted' || (held.isHidden && !held.moderates);
    if (isGone) throw new PictureLiveError('message_gone');
    if (hidden !== undefined) await held.require('moderate_messages');
    const words = text === undefined ? {} : await newWords(held, text);
    if (hidden === undefined || hidden === (message.state === 'hidden')) {
      return Object.keys(words).length === 0 ? null : apply(held, words, 'message_updated');
    }
    await recordModeration(held, hidden ? 'hidden' : 'shown');
    const changes = { ...words, state: hidden ? ('hidden' as const) : ('live' as const) };
    return apply(held, changes, hidden ? 'message_removed' : 'new_message');
  };
}

/** Its sender at any time, or a member. What was deleted stays deleted. */
export const remove: MessageWork = async (held) => {
  const { trx, message, isOwn } = held;
  if (!isOwn) await held.require('moderate');
  if (message.state === 'deleted') return null;
  if (!isOwn) await recordModeration(held, 'deleted');
  const gone = { state: 'deleted' as const, text: '', image_id: null };
  const news = await apply(held, gone, 'message_removed');
  const { image_id: imageId } = message;
  // The picture goes with the last message that shows it.
  if (imageId !== null && !(await isImageShown(trx, imageId))) await deleteImage(trx, imageId);
  return news;
};

async function newWords(
  { message, isOwn, require, at }: Held,
  text: string,
): Promise<Updateable<MessagesTable>> {
  // Also tells somebody without a token that they need one.
  await require('send_message');
  if (!isOwn) throw new PictureLiveError('forbidden');
  if (message.state !== 'live') throw new PictureLiveError('message_gone');
  if (text === message.text) return {};
  if (at - message.created_at > EDITABLE_MS) throw new PictureLiveError('message_too_old');
  if (text === '' && message.image_id === null) {
    throw new PictureLiveError('invalid_request', 'A message needs a text or an image.');
  }
  return { text, edited_at: at };
}

/** What a moderator did to somebody's words; not what the words were. */
async function recordModeration(
  { trx, actor, message, session, at }: Held,
  state: 'hidden' | 'shown' | 'deleted',
): Promise<void> {
  const subjects = [message.id];
  const deed = { action: 'message_moderated', sessionId: session.id, subjects } as const;
  await recordAudit(trx, actor, { ...deed, details: { state } }, at);
}

async function apply(
  { trx, message: { id }, session, at }: Held,
  changes: Updateable<MessagesTable>,
  type: MessageEventType,
): Promise<MessageNews> {
  await updateMessage(trx, id, changes);
  const seq = await nextSeq(trx, session.id, 0);
  return (await tellOfMessage(trx, session, { id, type, seq, at })).news;
}

export function noSuchMessage(): PictureLiveError {
  return new PictureLiveError('not_found', 'This message does not exist.');
}
