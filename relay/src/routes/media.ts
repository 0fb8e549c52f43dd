import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PictureLiveError } from '@picture-live/shared/errors';
import { Id, Sha256 } from '@picture-live/shared/protocol';
import type { FirstAnswer } from '../http/answer-first.ts';
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

const PREFIX = '/media/';

/**
 * Answers requests for pictures that are in memory, which is most requests of the whole relay,
 * before Fastify looks for a route: that doubles how many there can be in a second.
 */
export function hotPictures(
  media: Pick<MediaService, 'instantly'>,
  headers: PictureHeaders,
  served: PicturesServed,
): FirstAnswer {
  const known = Object.entries(headers).flat();
  return (request, response) => {
    const { url = '', method } = request;
    if (method !== 'GET' || !url.startsWith(PREFIX) || !url.endsWith(EXTENSION)) return false;
    const [photoId, signature, file, more] = url.slice(PREFIX.length).split('/');
    if (photoId === undefined || signature === undefined || more !== undefined) return false;
    const hash = file?.slice(0, -EXTENSION.length) ?? '';
    const content = media.instantly({ photoId, signature, hash });
    if (content === undefined) return false;
    if (isNotModified(request.headers, hash)) {
      served.notModified += 1;
      response.writeHead(304, [...known, 'etag', tagOf(hash)]).end();
      return true;
    }
    served.sent += 1;
    const length = String(content.length);
    response.writeHead(200, [...known, 'etag', tagOf(hash), 'content-length', length]).end(content);
    return true;
  };
}

/** The pictures that `hotPictures` leaves alone. This scope has no hooks and no schema compilers. */
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
      return loadAndSend({ media, headers, served }, address, request, reply);
    },
  );
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
  if (isNotModified(request.headers, hash)) {
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

function isNotModified(headers: IncomingHttpHeaders, hash: string): boolean {
  const known = headers['if-none-match'];
  return known !== undefined && known.includes(hash);
}
