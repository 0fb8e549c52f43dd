import { FeedPage, Id, PhotoPage, PublicSession, Slug } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';
import type { SessionService } from '../services/sessions.ts';

const IdOrSlug = z.union([Id, Slug]);
const whole = (min: number, max: number) =>
  z.coerce.number().check(z.gte(min), z.lte(max), z.multipleOf(1));

const SessionParams = z.object({ id: IdOrSlug });
const FeedQuery = z.object({
  after: z.prefault(whole(0, Number.MAX_SAFE_INTEGER), 0),
  limit: z.prefault(whole(1, 500), 200),
});
const PhotosQuery = z.object({
  sessionId: IdOrSlug,
  after: z.optional(z.string().check(z.maxLength(100))),
  limit: z.prefault(whole(1, 200), 60),
});

/** What anybody with a gallery's link may read. */
export function sessionRoutes(app: App, sessions: SessionService): void {
  app.get(
    '/api/sessions/:id',
    { schema: { params: SessionParams, response: { 200: PublicSession, ...errorReplies } } },
    async (request) => sessions.read(request.params.id),
  );

  app.get(
    '/api/sessions/:id/feed',
    {
      schema: {
        params: SessionParams,
        querystring: FeedQuery,
        response: { 200: FeedPage, ...errorReplies },
      },
    },
    async ({ params, query }) => sessions.feed(params.id, query.after, query.limit),
  );

  app.get(
    '/api/photos',
    { schema: { querystring: PhotosQuery, response: { 200: PhotoPage, ...errorReplies } } },
    async ({ query }) => sessions.photos(query.sessionId, query.after ?? null, query.limit),
  );
}
