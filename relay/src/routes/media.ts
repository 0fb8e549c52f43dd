import type { FastifyReply, FastifyRequest } from 'fastify';
import { PictureLiveError } from '@picture-live/shared/errors';
import { Id, Sha256 } from '@picture-live/shared/protocol';
import type { App } from '../http/app-type.ts';
import type { MediaService } from '../services/media/media.ts';

const EXTENSION = '.jpg';

const PICTURE_HEADERS = {
  'content-type': 'image/jpeg',
  'cache-control': 'public, max-age=31536000, immutable',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'",
};

interface MediaRoute {
  Params: { photoId: string; file: string };
}

/**
 * The pictures. This scope has no hooks and no schema compilers: most requests of the whole relay
 * end in the first line of the handler that finds the bytes in memory.
 */
export function mediaRoutes(app: App, media: MediaService): void {
  app.get<MediaRoute>('/media/:photoId/:file', { schema: { hide: true } }, (request, reply) => {
    const { photoId, file } = request.params;
    const hash = file.slice(0, -EXTENSION.length);
    const content = media.instantly(photoId, hash);
    if (content === undefined || !file.endsWith(EXTENSION)) {
      return loadAndSend(media, request, reply);
    }
    return isNotModified(request, hash) ? sendNotModified(reply, hash) : send(reply, hash, content);
  });
}

async function loadAndSend(
  media: MediaService,
  request: FastifyRequest<MediaRoute>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { photoId, file } = request.params;
  const hash = file.slice(0, -EXTENSION.length);
  const wellFormed =
    file.endsWith(EXTENSION) && Sha256.safeParse(hash).success && Id.safeParse(photoId).success;
  if (!wellFormed) throw new PictureLiveError('not_found', 'This picture does not exist.');
  if (isNotModified(request, hash)) {
    await media.assertLive(photoId, hash);
    return sendNotModified(reply, hash);
  }
  const picture = await media.load(photoId, hash);
  if (picture.kind === 'buffer') return send(reply, hash, picture.content);
  reply.header('content-length', picture.bytes);
  return send(reply, hash, picture.stream);
}

function isNotModified(request: FastifyRequest, hash: string): boolean {
  const known = request.headers['if-none-match'];
  return known !== undefined && known.includes(hash);
}

function sendNotModified(reply: FastifyReply, hash: string): FastifyReply {
  return reply.code(304).headers(PICTURE_HEADERS).header('etag', `"${hash}"`).send();
}

function send(reply: FastifyReply, hash: string, content: unknown): FastifyReply {
  return reply.headers(PICTURE_HEADERS).header('etag', `"${hash}"`).send(content);
}
