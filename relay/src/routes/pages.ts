import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseEncoding } from '../encoding/encoding.ts';
import type { App } from '../http/app-type.ts';
import { SECURITY_HEADERS } from '../http/headers.ts';
import { sendNotice } from '../http/notice.ts';
import type { GalleryPages } from '../services/pages/gallery-page.ts';
import type { WebFile, WebFiles } from '../services/pages/web-files.ts';

/**
 * The viewer moves and sizes pictures by setting style properties from script, which `style-src`
 * does not concern (CSP Level 3, section 8.3); style attributes in markup stay forbidden. The
 * schemes of the socket are named because older Safari does not count them as 'self'.
 */
const GALLERY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self' ws: wss:",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

interface GalleryRoute {
  Params: { slug: string };
}

/**
 * The pages people open.
 *
 * @param galleries null where the pages were not built.
 */
export function pageRoutes(app: App, galleries: GalleryPages | null): void {
  const hidden = { schema: { hide: true } };
  // No redirect to the only gallery there is: whoever merely finds the relay's address has no link.
  app.get('/', hidden, (request, reply) => sendNotice(request, reply, 200, 'home'));

  app.get<GalleryRoute>('/g/:slug', hidden, async (request, reply) => {
    if (galleries === null) return sendNotice(request, reply, 503, 'notBuilt');
    const encoding = chooseEncoding(request.headers['accept-encoding']);
    const page = await galleries.render(request.params.slug, encoding);
    if (page === null) return sendNotice(request, reply, 404, 'unknownGallery');
    if (encoding !== 'identity') reply.header('content-encoding', encoding);
    return reply
      .headers({ ...SECURITY_HEADERS, 'content-security-policy': GALLERY_POLICY })
      .headers({ 'cache-control': 'private, no-cache', vary: 'accept-encoding' })
      .type('text/html; charset=utf-8')
      .send(page);
  });
}

/** The files that the pages load. For a scope without hooks: they come from memory. */
export function webFileRoutes(app: App, { files }: WebFiles): void {
  for (const [path, file] of files) {
    app.get(path, { schema: { hide: true } }, (request, reply) => sendFile(request, reply, file));
  }
}

function sendFile(request: FastifyRequest, reply: FastifyReply, file: WebFile): FastifyReply {
  reply
    .headers(SECURITY_HEADERS)
    .header('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    .headers({ etag: file.etag, vary: 'accept-encoding' });
  if (request.headers['if-none-match']?.includes(file.etag) === true) return reply.code(304).send();
  const encoding = chooseEncoding(request.headers['accept-encoding']);
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.type(file.type).send(file.content[encoding]);
}
