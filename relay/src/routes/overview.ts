import { PhotoOverview, PhotoTag } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';
import type { OverviewService } from '../services/overview/overview.ts';
import { SessionParams } from './sessions.ts';
import { PhotographerQuery, yes } from './photo-changes.ts';

/** Clocks are between twelve hours behind UTC and fourteen ahead. */
const Offset = z.coerce.number().check(z.gte(-720), z.lte(840), z.multipleOf(1));

const OverviewQuery = z.object({
  tag: z.optional(PhotoTag),
  photographer: z.optional(PhotographerQuery),
  featured: z.optional(yes),
  liked: z.optional(yes),
  offset: z.prefault(Offset, 0),
});

/** How many photos there are of what; for a scope that reads who asks. */
export function overviewRoutes(app: App, overviews: OverviewService): void {
  app.get(
    '/api/sessions/:id/overview',
    {
      schema: {
        params: SessionParams,
        querystring: OverviewQuery,
        response: { 200: PhotoOverview, ...errorReplies },
      },
    },
    async ({ actor, params, query }) => {
      const { offset, ...filter } = query;
      return overviews.read(actor, params.id, filter, offset);
    },
  );
}
