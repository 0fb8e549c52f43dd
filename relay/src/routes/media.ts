import type { FastifyReply, FastifyRequest } from 'fastify';
import { PictureLiveError } from '@picture-live/shared/errors';
import { Id, Sha256 } from '@picture-live/shared/protocol';
import type { App } from '../http/app-type.ts';
import type { MediaService } from '../services/media/media.ts';
import type { PictureAddress } from '../services/media/signature.ts';

const EXTENSION = '.jpg';

const PICTURE_HEADERS = {
  'content-type': 'image/jpeg',
  'cache-control': 'public, max-age=31536000, immutable',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'",
};

/**
 * Headers of every picture.
 *
 * @param behindProxy adds how long nginx may answer without asking: not at all (a time in the past,
 *   https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_cache_valid). It keeps the
 *   bytes and asks with If-None-Match each time, so that a photo that was taken back is gone from
 *   its cache in the moment it is gone here. nginx does not pass the header on.
 */
export function pictureHeaders(behindProxy: boolean): PictureHeaders {
  return behindProxy ? { ...PICTURE_HEADERS, 'x-accel-expires': '@1' } : PICTURE_HEADERS;
}

export type PictureHeaders = Readonly<Record<string, string>>;

/** How often pictures were sent, and how often whoever asked had them still. */
export interface PicturesServed {
  sent: number;
  notModified: number;
}

interface MediaRoute {
  Params: { photoId: string; signature: string; file: string };
}

/**
 * The pictures. This scope has no hooks and no schema compilers: most requests of the whole relay
 * end in the first lines of the handler, which find the bytes in memory.
 */
export function mediaRoutes(
  app: App,
  media: MediaService,
  headers: PictureHeaders,
  served: PicturesServed,
): void {
  app.get<MediaRoute>(
    '/media/:photoId/:signature/:file',
    { schema: { hide: true } },
    (request, reply) => {
      const { photoId, signature, file } = request.params;
      const address = { photoId, signature, hash: file.slice(0, -EXTENSION.length) };
      const content = media.instantly(address);
      if (content === undefined || !file.endsWith(EXTENSION)) {
        return loadAndSend({ media, headers, served }, address, request, reply);
      }
      if (isNotModified(request, address.hash)) {
        served.notModified += 1;
        return describe(reply, headers, address.hash).code(304).send();
      }
      served.sent += 1;
      return sendAtOnce(reply, content, { ...headers, etag: tagOf(address.hash) });
    },
  );
}

/** Past what Fastify does for replies that are anything else: a quarter more of them in a second. */
function sendAtOnce(reply: FastifyReply, content: Buffer, headers: PictureHeaders): FastifyReply {
  reply.hijack();
  reply.raw.writeHead(200, { ...headers, 'content-length': content.length });
  reply.raw.end(content);
  return reply;
}

interface PictureDeps {
  media: MediaService;
  headers: PictureHeaders;
  served: PicturesServed;
}

async function loadAndSend(
  { media, headers, served }: PictureDeps,
  address: PictureAddress,
  request: FastifyRequest<MediaRoute>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { photoId, hash } = address;
  const wellFormed =
    request.params.file.endsWith(EXTENSION) &&
    Sha256.safeParse(hash).success &&
    Id.safeParse(photoId).success;
  if (!wellFormed) throw new PictureLiveError('not_found', 'This picture does not exist.');
  if (isNotModified(request, hash)) {
    await media.assertLive(address);
    served.notModified += 1;
    return describe(reply, headers, hash).code(304).send();
  }
  const picture = await media.load(address);
  served.sent += 1;
  describe(reply, headers, hash);
  if (picture.kind === 'buffer') return reply.send(picture.content);
  return reply.header('content-length', picture.bytes).send(picture.stream);
}

function describe(reply: FastifyReply, headers: PictureHeaders, hash: string): FastifyReply {
  return reply.headers(headers).header('etag', tagOf(hash));
}

function tagOf(hash: string): string {
  return `"${hash}"`;
}

function isNotModified(request: FastifyRequest, hash: string): boolean {
  const known = request.headers['if-none-match'];
  return known !== undefined && known.includes(hash);
}
