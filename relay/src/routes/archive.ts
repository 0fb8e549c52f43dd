import { ArchiveSize, Id, Slug } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';
import { withoutBody } from '../http/without-body.ts';
import type { ArchiveService } from '../services/archive/archive.ts';

/** Counts what is being sent; see metrics/metrics.ts. */
interface OpenArchives {
  hold: (labels: readonly []) => () => void;
}

const ArchiveParams = z.object({ id: z.union([Id, Slug]) });
const ArchiveQuery = z.object({ liked: z.optional(z.enum(['true', 'false'])) });

/** Everything at once; for a scope that reads who asks. */
export function archiveRoutes(app: App, archives: ArchiveService, open: OpenArchives): void {
  app.get(
    '/api/sessions/:id/archive/size',
    {
      schema: {
        params: ArchiveParams,
        querystring: ArchiveQuery,
        response: { 200: ArchiveSize, ...errorReplies },
      },
    },
    async ({ actor, params, query }) => archives.size(actor, params.id, query.liked === 'true'),
  );

  app.get(
    '/api/sessions/:id/archive',
    {
      schema: {
        params: ArchiveParams,
        querystring: ArchiveQuery,
        produces: ['application/zip'],
        response: { 200: z.unknown(), ...errorReplies },
      },
    },
    async ({ actor, method, params, query }, reply) => {
      const isHead = method === 'HEAD';
      const wanted = { liked: query.liked === 'true', counts: !isHead };
      const { fileName, stream } = await archives.open(actor, params.id, wanted);
      if (!isHead) stream.once('close', open.hold([]));
      return reply
        .header('content-type', 'application/zip')
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .send(isHead ? withoutBody(stream) : stream);
    },
  );
}
