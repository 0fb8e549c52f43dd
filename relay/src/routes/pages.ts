import type { FastifyReply, FastifyRequest } from 'fastify';
import { PictureLiveError } from '@picture-live/shared/errors';
import { Id, TypedAccessCode } from '@picture-live/shared/protocol';
import { chooseEncoding } from '../encoding/encoding.ts';
import type { Encoding } from '../encoding/encoding.ts';
import type { App } from '../http/app-type.ts';
import { originOf } from '../http/client-of.ts';
import { isFromOwnPage } from '../http/from-own-page.ts';
import { guestCookie } from '../http/guest-cookie.ts';
import { DATA_HEADERS, SECURITY_HEADERS } from '../http/headers.ts';
import { sendNotice } from '../http/notice.ts';
import { pageOriginOf } from '../http/page-origin.ts';
import type { AccessService } from '../services/access/authorize.ts';
import type { LetInService } from '../services/access/let-in.ts';
import { CODE_POLICY, renderCodePage } from '../services/pages/code-page.ts';
import type { CodeProblem } from '../services/pages/code-page.ts';
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

/** A code and its name. */
const MAX_FORM_BYTES = 4_096;

interface GalleryRoute {
  Params: { slug: string };
}

/** The pages that show a session, by the first part of their addresses. */
type SessionPage = 'g' | 'wall';

export interface PageDeps {
  /** Null where the pages were not built. */
  galleries: GalleryPages | null;
  walls: GalleryPages | null;
  access: AccessService;
  door: LetInService;
}

/** The pages people open; for a scope that reads tokens and the cookies that hold some. */
export function pageRoutes(app: App, deps: PageDeps): void {
  const hidden = { schema: { hide: true } };
  // No redirect to the only gallery there is: whoever merely finds the relay's address has no link.
  app.get('/', hidden, (request, reply) => sendNotice(request, reply, 200, 'home'));

  sessionPageRoutes(app, 'g', deps.galleries, deps);
  sessionPageRoutes(app, 'wall', deps.walls, deps);
}

/** A page that shows a session: itself, and the form for the code where it needs one. */
function sessionPageRoutes(
  app: App,
  page: SessionPage,
  pages: GalleryPages | null,
  { access, door }: PageDeps,
): void {
  app.get<GalleryRoute>(`/${page}/:slug`, { schema: { hide: true } }, async (request, reply) => {
    if (pages === null) return sendNotice(request, reply, 503, 'notBuilt');
    const { slug } = request.params;
    try {
      // Links hold slugs. An id opens nothing: it is in replies, too, and not meant to be passed on.
      if (Id.safeParse(slug).success) throw new PictureLiveError('session_not_found');
      const { session } = await access.authorize(request.actor, 'view', slug);
      const encoding = chooseEncoding(request.headers['accept-encoding']);
      // A projector's page is not passed on.
      const origin = page === 'g' ? pageOriginOf(request) : null;
      return sendPage(reply, await pages.render(session, { encoding, origin }), encoding);
    } catch (error) {
      return explainClosed(request, reply, page, error);
    }
  });

  app.register(async (scope: App) => codeRoute(scope, page, door));
}

/** A page that may load only from the relay. */
export function sendPage(reply: FastifyReply, html: Buffer, encoding: Encoding): FastifyReply {
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply
    .headers({ ...SECURITY_HEADERS, 'content-security-policy': GALLERY_POLICY })
    .headers({ 'cache-control': 'private, no-cache', vary: 'accept-encoding' })
    .type('text/html; charset=utf-8')
    .send(html);
}

/** What the form of the code page sends. */
function codeRoute(app: App, page: SessionPage, door: LetInService): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
    async (_request: FastifyRequest, body: string) => new URLSearchParams(body),
  );

  const hidden = { schema: { hide: true } };
  app.post<GalleryRoute>(`/${page}/:slug/open`, hidden, async (request, reply) => {
    const { slug } = request.params;
    try {
      if (!isFromOwnPage(request.headers)) throw new PictureLiveError('forbidden');
      const typed = request.body instanceof URLSearchParams ? request.body.get('accessCode') : null;
      const accessCode = TypedAccessCode.safeParse(typed).data;
      const { actor } = request;
      const { address } = originOf(request);
      const guest = await door.letIn({ actor, accessCode, address }, slug);
      const how = { now: Date.now(), secure: request.protocol === 'https' };
      const target = `/${page}/${slug}${queryOf(request)}`;
      return reply.header('set-cookie', guestCookie(guest, how)).redirect(target, 303);
    } catch (error) {
      return explainClosed(request, reply, page, error);
    }
  });
}

/**
 * Says to a person why a gallery does not open, and asks for the code where that would help.
 *
 * @param query of the page that the code leads to.
 */
export function explainClosed(
  request: FastifyRequest<GalleryRoute>,
  reply: FastifyReply,
  page: SessionPage,
  error: unknown,
  query = queryOf(request),
): FastifyReply {
  const code = error instanceof PictureLiveError ? error.code : null;
  const way = `/${page}/${request.params.slug}/open${query}`;
  if (code === 'session_not_found') return sendNotice(request, reply, 404, 'unknownGallery');
  if (code === 'session_expired') return sendNotice(request, reply, 410, 'galleryEnded');
  if (code === 'rate_limited') return sendCodePage(request, reply, way, 429, 'too_fast');
  if (code !== 'access_code_required' && code !== 'access_code_wrong') throw error;
  return request.method === 'GET'
    ? sendCodePage(request, reply, way, 200, null)
    : sendCodePage(request, reply, way, 403, 'wrong');
}

/** Longer than any settings that a page keeps in its address. */
const MAX_QUERY = 500;

/** What stands after the path, for the way over the code page and back; written anew, so that it is harmless. */
function queryOf({ url }: FastifyRequest<GalleryRoute>): string {
  const query = new URLSearchParams(/\?(.*)$/.exec(url)?.[1]).toString();
  return query === '' || query.length > MAX_QUERY ? '' : `?${query}`;
}

/** 200 for the first look: browsers within apps show a page of their own where it says 401. */
function sendCodePage(
  request: FastifyRequest<GalleryRoute>,
  reply: FastifyReply,
  action: string,
  status: number,
  problem: CodeProblem | null,
): FastifyReply {
  const { headers } = request;
  return (
    reply
      .code(status)
      .headers({ ...DATA_HEADERS, 'content-security-policy': CODE_POLICY })
      // With no-referrer a form would say `Origin: null` and not be known as ours
      // (https://fetch.spec.whatwg.org/#append-a-request-origin-header).
      .headers({ 'referrer-policy': 'same-origin', vary: 'accept-language' })
      .type('text/html; charset=utf-8')
      .send(renderCodePage(action, problem, headers['accept-language']))
  );
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
  if (file.type.startsWith('text/html')) reply.header('content-security-policy', GALLERY_POLICY);
  if (request.headers['if-none-match']?.includes(file.etag) === true) return reply.code(304).send();
  const encoding = chooseEncoding(request.headers['accept-encoding']);
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.type(file.type).send(file.content[encoding]);
}
