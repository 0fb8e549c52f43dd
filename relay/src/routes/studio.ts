import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseEncoding } from '../encoding/encoding.ts';
import type { App } from '../http/app-type.ts';
import { SECURITY_HEADERS } from '../http/headers.ts';
import { sendNotice } from '../http/notice.ts';
import type { StudioPage } from '../services/pages/studio-page.ts';

/** As the gallery's, and frames of this relay: the look of a session is shown as guests see it. */
const STUDIO_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self' ws: wss:",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The studio; where one is in it only the page itself knows, so that every link leads there. */
export function studioRoutes(app: App, studio: StudioPage | null): void {
  const hidden = { schema: { hide: true } };
  const open = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (studio === null) return sendNotice(request, reply, 503, 'notBuilt');
    const encoding = chooseEncoding(request.headers['accept-encoding']);
    if (encoding !== 'identity') reply.header('content-encoding', encoding);
    return reply
      .headers({ ...SECURITY_HEADERS, 'content-security-policy': STUDIO_POLICY })
      .headers({ 'cache-control': 'private, no-cache', vary: 'accept-encoding' })
      .type('text/html; charset=utf-8')
      .send(await studio.html(encoding));
  };
  app.get('/studio', hidden, open);
  app.get('/studio/*', hidden, open);
}
