import { FeedPage, Id, PhotoPage, PublicSession, Slug } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { Db } from '../db/database.ts';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';
import { readFeed } from '../services/feed.ts';
import { listPhotos } from '../services/photos.ts';
import { requireSession, viewSession } from '../services/sessions.ts';

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
export function sessionRoutes(app: App, db: Db): void {
  app.get(
    '/api/sessions/:id',
    { schema: { params: SessionParams, response: { 200: PublicSession, ...errorReplies } } },
    async (request) => viewSession(await requireSession(db, request.params.id)),
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
    async (request) => {
      const session = await requireSession(db, request.params.id);
      return readFeed(db, session, request.query.after, request.query.limit);
    },
  );

  app.get(
    '/api/photos',
    { schema: { querystring: PhotosQuery, response: { 200: PhotoPage, ...errorReplies } } },
    async (request) => {
      const { sessionId, after, limit } = request.query;
      const session = await requireSession(db, sessionId);
      return listPhotos(db, session.id, after ?? null, limit);
    },
  );
}
