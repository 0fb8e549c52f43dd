import { PictureLiveError } from '@picture-live/shared/errors';
import { Id } from '@picture-live/shared/protocol';
import { chooseEncoding } from '../encoding/encoding.ts';
import type { App } from '../http/app-type.ts';
import { DATA_HEADERS } from '../http/headers.ts';
import { sendNotice } from '../http/notice.ts';
import { pageOriginOf } from '../http/page-origin.ts';
import { PHOTO_GONE_POLICY, renderPhotoGone } from '../services/pages/photo-gone-page.ts';
import { explainClosed, sendPage } from './pages.ts';
import type { PageDeps } from './pages.ts';

interface PhotoRoute {
  Params: { slug: string; photoId: string };
}

/** The gallery opened at one photo, with a card for where the link is passed on. */
export function photoPageRoute(app: App, { galleries, access }: PageDeps): void {
  const hidden = { schema: { hide: true } };
  app.get<PhotoRoute>('/g/:slug/p/:photoId', hidden, async (request, reply) => {
    if (galleries === null) return sendNotice(request, reply, 503, 'notBuilt');
    const { actor, headers, params } = request;
    const { slug, photoId } = params;
    const isId = Id.safeParse(photoId).success;
    try {
      if (Id.safeParse(slug).success) throw new PictureLiveError('session_not_found');
      const { session } = await access.authorize(actor, 'view', slug);
      if (!isId) throw new PictureLiveError('not_found');
      const photo = await galleries.findPhoto(session.id, photoId);
      const encoding = chooseEncoding(headers['accept-encoding']);
      const origin = pageOriginOf(request);
      return sendPage(
        reply,
        await galleries.render(session, { encoding, origin, photo }),
        encoding,
      );
    } catch (error) {
      const code = error instanceof PictureLiveError ? error.code : null;
      if (code !== 'photo_gone' && code !== 'not_found') {
        return explainClosed(request, reply, 'g', error, isId ? `?p=${photoId}` : '');
      }
      const why = code === 'photo_gone' ? 'gone' : 'unknown';
      return reply
        .code(why === 'gone' ? 410 : 404)
        .headers({ ...DATA_HEADERS, 'content-security-policy': PHOTO_GONE_POLICY })
        .header('vary', 'accept-language')
        .type('text/html; charset=utf-8')
        .send(renderPhotoGone(why, slug, headers['accept-language']));
    }
  });
}
