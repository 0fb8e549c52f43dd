import { PictureLiveError } from '@picture-live/shared/errors';
import { Session } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';
import { leaveBodiesRaw } from '../http/raw-body.ts';
import type { LogoService } from '../services/sessions/logo.ts';
import { SessionParams } from './sessions.ts';

const FORM = { consumes: ['multipart/form-data'] };
const EXTENSION = '.png';

/** Logos of sessions; for a scope that reads who asks. */
export function logoRoutes(app: App, logos: LogoService): void {
  app.register(async (raw: App) => {
    leaveBodiesRaw(raw);
    raw.put(
      '/api/sessions/:id/logo',
      { schema: { ...FORM, params: SessionParams, response: { 200: Session, ...errorReplies } } },
      async ({ actor, headers, params, raw: body }) =>
        logos.bring(actor, params.id, { headers, body }),
    );
  });

  app.get(
    '/logos/:sessionId/:file',
    {
      schema: { hide: true, params: z.object({ sessionId: z.string(), file: z.string() }) },
    },
    async ({ params: { sessionId, file } }, reply) => {
      if (!file.endsWith(EXTENSION)) throw new PictureLiveError('not_found');
      const { bytes, stream } = await logos.open(sessionId, file.slice(0, -EXTENSION.length));
      return reply
        .header('content-type', 'image/png')
        .header('content-length', bytes)
        .header('cache-control', 'private, max-age=3600')
        .send(stream);
    },
  );
}
