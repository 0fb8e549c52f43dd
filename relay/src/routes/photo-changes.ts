import {
  ChangePhoto,
  EpochMs,
  Id,
  Likes,
  MAX_PHOTOGRAPHER_LENGTH,
  MAX_SEARCH_LENGTH,
  PhotoBatch,
  PhotoBatchReply,
  PhotoDetail,
  PhotoOrder,
  PhotoPage,
  PhotoState,
  PhotoTag,
  Slug,
} from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';
import { withoutBody } from '../http/without-body.ts';
import type { DownloadService } from '../services/photos/download.ts';
import type { PhotoService } from '../services/photos/photo-service.ts';

const whole = (min: number, max: number) =>
  z.coerce.number().check(z.gte(min), z.lte(max), z.multipleOf(1));
const time = z.pipe(z.coerce.number(), EpochMs);
export const yes = z.pipe(
  z.enum(['true', 'false']),
  z.transform((word) => word === 'true'),
);

export const PhotographerQuery = z
  .string()
  .check(z.minLength(1), z.maxLength(MAX_PHOTOGRAPHER_LENGTH));
const Cursor = z.optional(z.string().check(z.maxLength(100)));

const PhotosQuery = z.object({
  sessionId: z.union([Id, Slug]),
  order: z.prefault(PhotoOrder, 'arrival'),
  after: Cursor,
  before: Cursor,
  limit: z.prefault(whole(1, 200), 60),
  tag: z.optional(PhotoTag),
  photographer: z.optional(PhotographerQuery),
  deviceId: z.optional(Id),
  photographerId: z.optional(Id),
  featured: z.optional(yes),
  liked: z.optional(yes),
  from: z.optional(time),
  to: z.optional(time),
  includeHidden: z.optional(yes),
  state: z.optional(PhotoState),
  text: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(MAX_SEARCH_LENGTH))),
});
const PhotoParams = z.object({ id: Id });
const PHOTO = '/api/photos/:id';
/** 500 ids with what they are named by. */
const MAX_BATCH_BYTES = 64 * 1024;

/** The photos for people; for a scope that reads who asks. */
export function photoRoutes(app: App, photos: PhotoService, downloads: DownloadService): void {
  listRoutes(app, photos);
  changeRoutes(app, photos);
  likeRoutes(app, photos);

  for (const [word, what] of [
    ['download', 'full'],
    ['original', 'original'],
  ] as const) {
    app.get(
      `${PHOTO}/${word}`,
      {
        schema: {
          params: PhotoParams,
          produces: ['image/jpeg'],
          response: { 200: z.unknown(), ...errorReplies },
        },
      },
      async ({ actor, method, params }, reply) => {
        const isHead = method === 'HEAD';
        const { fileName, bytes, stream } = await downloads.open(actor, params.id, what, !isHead);
        return reply
          .header('content-type', 'image/jpeg')
          .header('content-disposition', `attachment; filename="${fileName}"`)
          .header('content-length', bytes)
          .send(isHead ? withoutBody(stream) : stream);
      },
    );
  }
}

function listRoutes(app: App, photos: PhotoService): void {
  app.get(
    '/api/photos',
    { schema: { querystring: PhotosQuery, response: { 200: PhotoPage, ...errorReplies } } },
    async ({ actor, query }) => {
      const { sessionId, order, after = null, before = null, limit, ...filter } = query;
      return photos.list(actor, sessionId, filter, { order, after, before, limit });
    },
  );

  app.get(
    PHOTO,
    { schema: { params: PhotoParams, response: { 200: PhotoDetail, ...errorReplies } } },
    async ({ actor, params }) => photos.read(actor, params.id),
  );
}

function changeRoutes(app: App, photos: PhotoService): void {
  const detail = { 200: PhotoDetail, ...errorReplies };
  app.put(
    PHOTO,
    { schema: { params: PhotoParams, body: ChangePhoto, response: detail } },
    async ({ actor, params, body }) => photos.change(actor, params.id, body),
  );

  app.delete(
    PHOTO,
    { schema: { params: PhotoParams, response: { 204: z.void(), ...errorReplies } } },
    async ({ actor, params }, reply) => {
      await photos.remove(actor, params.id);
      return reply.code(204).send();
    },
  );

  app.post(
    `${PHOTO}/restore`,
    { schema: { params: PhotoParams, response: detail } },
    async ({ actor, params }) => photos.restore(actor, params.id),
  );

  app.post(
    '/api/photos/batch',
    {
      bodyLimit: MAX_BATCH_BYTES,
      schema: { body: PhotoBatch, response: { 200: PhotoBatchReply, ...errorReplies } },
    },
    async ({ actor, body }) => photos.batch(actor, body),
  );
}

function likeRoutes(app: App, photos: PhotoService): void {
  const schema = { params: PhotoParams, response: { 200: Likes, ...errorReplies } };
  app.put(`${PHOTO}/like`, { schema }, async ({ actor, params }) =>
    photos.like(actor, params.id, true),
  );
  app.delete(`${PHOTO}/like`, { schema }, async ({ actor, params }) =>
    photos.like(actor, params.id, false),
  );
}
