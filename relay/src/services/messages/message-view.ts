import { createHash } from 'node:crypto';
import type { Message, MessageImage, Sender } from '@picture-live/shared/protocol';
import type { MessageRow } from '../../db/message-tables.ts';
import type { StoredMessage } from '../../repositories/messages.ts';
import { imageUrls } from '../images/image-urls.ts';

/** A stored message as those see it who may. */
export function viewMessage({ message, picture }: StoredMessage): Message {
  const { id, seq, text, created_at: createdAt, edited_at: editedAt } = message;
  return {
    id,
    seq,
    sender: viewSender(message),
    text,
    createdAt,
    ...(picture !== null && { image: viewImage(picture) }),
    ...(message.announcement !== 0 && { announcement: true }),
    ...(message.photo_id !== null && { photoId: message.photo_id }),
    ...(editedAt !== null && { editedAt }),
    ...(message.state === 'hidden' && { hidden: true }),
  };
}

/**
 * What tells the messages of one person in one session apart from those of others. Accounts and
 * guests have ids that mean something elsewhere, too; this one does not.
 *
 * @param name as in services/access/name-of.ts.
 */
export function senderIdOf(sessionId: string, name: string): string {
  return createHash('sha256').update(`${sessionId}\n${name}`).digest('base64url').slice(0, 16);
}

function viewSender({ session_id, sender, sender_name, team }: MessageRow): Sender {
  return { id: senderIdOf(session_id, sender), name: sender_name, team: team !== 0 };
}

function viewImage({ image, mediaKey }: NonNullable<StoredMessage['picture']>): MessageImage {
  const { id, width, height, bytes } = image;
  return { id, ...imageUrls(image, mediaKey), width, height, bytes };
}
