import { BinPage, Id, RenditionName } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';
import { withoutBody } from '../http/without-body.ts';
import type { BinService } from '../services/photos/bin.ts';
import type { MemberPictureService } from '../services/photos/member-picture.ts';
import { SessionParams } from './sessions.ts';

const PageQuery = z.object({
  after: z.optional(z.string().check(z.maxLength(200))),
  limit: z.prefault(z.coerce.number().check(z.gte(1), z.lte(200), z.multipleOf(1)), 60),
});

/** What is out of sight, for members; for a scope that reads who asks. */
export function binRoutes(app: App, bin: BinService, pictures: MemberPictureService): void {
  app.get(
    '/api/sessions/:id/bin',
    {
      schema: {
        params: SessionParams,
        querystring: PageQuery,
        response: { 200: BinPage, ...errorReplies },
      },
    },
    async ({ actor, params, query: { after = null, limit } }) =>
      bin.list(actor, params.id, { after, limit }),
  );

  app.get(
    '/api/photos/:id/pictures/:name',
    {
      schema: {
        params: z.object({ id: Id, name: RenditionName }),
        produces: ['image/jpeg'],
        response: { 200: z.unknown(), ...errorReplies },
      },
    },
    async ({ actor, method, params }, reply) => {
      const { bytes, stream } = await pictures.open(actor, params.id, params.name);
      return reply
        .header('content-type', 'image/jpeg')
        .header('content-length', bytes)
        .send(method === 'HEAD' ? withoutBody(stream) : stream);
    },
  );
}
