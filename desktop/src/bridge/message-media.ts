import { Id } from '@picture-live/shared/protocol';
import { textReply, type Reply } from './reply.ts';

/** A picture that somebody sent with a message. */
export interface MessagePicture {
  imageId: string;
  size: 'thumb' | 'full';
}

export interface MessageMediaHost {
  /** A JPEG; null: there is no such picture, or the relay cannot be reached. */
  messageMedia(asked: MessagePicture): Promise<Buffer | null>;
}

const PATH = /^\/?media\/messages\/([^/]+)\/(thumb|full)\.jpg$/;

/** Which picture of a message a path asks for; null: none. */
export function messageMediaOf(path: string): MessagePicture | null {
  const [, imageId, size] = PATH.exec(path) ?? [];
  if (!Id.safeParse(imageId).success || imageId === undefined) return null;
  return { imageId, size: size === 'full' ? 'full' : 'thumb' };
}

export async function messageMediaResponse(
  host: MessageMediaHost,
  asked: MessagePicture,
): Promise<Reply> {
  const bytes = await host.messageMedia(asked);
  if (bytes === null) return textReply(404, 'This picture is not there, or cannot be loaded now.');
  return {
    status: 200,
    // Not for long: it may be hidden or deleted meanwhile.
    headers: { 'content-type': 'image/jpeg', 'cache-control': 'private, max-age=300' },
    body: bytes,
  };
}
