import { PictureLiveError } from '@picture-live/shared/errors';
import type { SendMessage } from '@picture-live/shared/protocol';
import type * as z from 'zod/mini';
import type { Db } from '../../db/database.ts';
import type { SessionRow } from '../../db/tables.ts';
import { findShownImage } from '../../repositories/images.ts';
import { findMessages, insertMessage } from '../../repositories/messages.ts';
import type { StoredMessage } from '../../repositories/messages.ts';
import { findPhoto } from '../../repositories/photos.ts';
import { lockSession, nextSeq } from '../../repositories/sessions.ts';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import type { Authorized } from '../access/authorize.ts';
import type { Action } from '../access/policy.ts';
import { noSuchPhoto } from '../photos/change.ts';
import { isInSight, tellOfMessage } from './news.ts';
import type { MessageNews } from './news.ts';
import { senderOf, writerNameOf } from './sender.ts';

/** A message as somebody sends it to a session. */
export type WantedMessage = z.output<typeof SendMessage>;

/** A message that was sent, now (with what to tell of it) or by an earlier try. */
export interface SentMessage {
  stored: StoredMessage;
  news: MessageNews | null;
}

export function sendActionOf({ announcement }: WantedMessage): Action {
  return announcement ? 'announce' : 'send_message';
}

/**
 * What an earlier try of the same send has made; null for a new message.
 *
 * @throws PictureLiveError `message_gone`; `message_id_taken` where somebody else has made it.
 */
export async function findSent(
  db: Db,
  sessionId: string,
  by: string,
  id: string,
): Promise<StoredMessage | null> {
  const [stored] = await findMessages(db, [id]);
  if (stored === undefined) return null;
  const { message } = stored;
  const isOurs = message.session_id === sessionId && message.sender === by;
  if (!isOurs) throw new PictureLiveError('message_id_taken');
  if (!isInSight(stored)) throw new PictureLiveError('message_gone');
  return stored;
}

/**
 * Writes a message with its place in the feed, once for each id; in a transaction.
 *
 * @throws PictureLiveError as `findSent`; `name_required`, `not_found` (for image and photo),
 *   `photo_gone`; what `authorize` throws.
 */
export async function sendWithin(
  trx: Db,
  { actor, sessionId, now }: { actor: Actor; sessionId: string; now: () => number },
  wanted: WantedMessage,
): Promise<SentMessage> {
  const session = await lockSession(trx, sessionId);
  if (session === undefined) throw new PictureLiveError('session_not_found');
  const known = await authorize({ db: trx, now }, actor, sendActionOf(wanted), session);
  const by = writerNameOf(known.actor);
  const earlier = await findSent(trx, sessionId, by, wanted.id);
  if (earlier !== null) return { stored: earlier, news: null };
  if (wanted.imageId !== undefined) await checkImage(trx, { sessionId, by }, wanted.imageId);
  if (wanted.photoId !== undefined) await checkPhoto(trx, sessionId, wanted.photoId);
  return write(trx, known, session, { wanted, by, at: now() });
}

async function write(
  trx: Db,
  known: Authorized,
  session: SessionRow,
  { wanted, by, at }: { wanted: WantedMessage; by: string; at: number },
): Promise<SentMessage> {
  const sender = await senderOf(trx, known, wanted.name);
  if (sender === null) throw new PictureLiveError('name_required');
  const seq = await nextSeq(trx, session.id, 0);
  const isNew = await insertMessage(trx, {
    id: wanted.id,
    session_id: session.id,
    seq,
    sender: by,
    sender_name: sender.name,
    team: sender.team ? 1 : 0,
    text: wanted.text,
    image_id: wanted.imageId ?? null,
    photo_id: wanted.photoId ?? null,
    announcement: wanted.announcement ? 1 : 0,
    created_at: at,
    edited_at: null,
    state: 'live',
  });
  // In the same moment, in another session.
  if (!isNew) throw new PictureLiveError('message_id_taken');
  return tellOfMessage(trx, session, { id: wanted.id, type: 'new_message', seq, at });
}

/** Nobody shows what somebody else has brought, or what a moderator has hidden. */
async function checkImage(
  trx: Db,
  { sessionId, by }: { sessionId: string; by: string },
  imageId: string,
): Promise<void> {
  const image = await findShownImage(trx, imageId);
  if (image?.session_id === sessionId && image.uploader === by) return;
  throw new PictureLiveError('not_found', 'You have not brought this image to this session.');
}

/** What is out of sight is not talked about: whoever asked for it to go has a right to that. */
async function checkPhoto(trx: Db, sessionId: string, photoId: string): Promise<void> {
  const photo = await findPhoto(trx, photoId);
  if (photo?.session_id !== sessionId) throw noSuchPhoto();
  if (photo.removed_at === null) return;
  // What waits for a moderator was never seen.
  const wasSeen = photo.hidden === null || photo.hidden === 'hidden';
  throw wasSeen ? new PictureLiveError('photo_gone') : noSuchPhoto();
}
