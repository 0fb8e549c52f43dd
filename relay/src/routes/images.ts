import { PictureLiveError } from '@picture-live/shared/errors';
import { Id, ImageBatchReply, ImageOutcome, ImagePage, Slug } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';
import { leaveBodiesRaw } from '../http/raw-body.ts';
import type { ImageService } from '../services/images/images.ts';

const whole = (min: number, max: number) =>
  z.coerce.number().check(z.gte(min), z.lte(max), z.multipleOf(1));
const FORM = { consumes: ['multipart/form-data'] };
const EXTENSION = '.jpg';

/** Images of a session; for a scope that reads who asks. */
export function imageRoutes(app: App, images: ImageService): void {
  app.register(async (raw: App) => {
    leaveBodiesRaw(raw);
    uploadRoutes(raw, images);
  });

  app.get(
    '/api/images/session/:id',
    {
      schema: {
        params: z.object({ id: z.union([Id, Slug]) }),
        querystring: z.object({ after: z.optional(Id), limit: z.prefault(whole(1, 200), 60) }),
        response: { 200: ImagePage, ...errorReplies },
      },
    },
    async ({ actor, params, query: { after, limit } }) =>
      images.list(actor, params.id, { after: after ?? null, limit }),
  );

  app.delete(
    '/api/images/:id',
    {
      schema: { params: z.object({ id: Id }), response: { 204: z.void(), ...errorReplies } },
    },
    async ({ actor, params }, reply) => {
      await images.remove(actor, params.id);
      return reply.code(204).send();
    },
  );

  app.get(
    '/images/:id/:signature/:file',
    {
      schema: {
        hide: true,
        params: z.object({ id: z.string(), signature: z.string(), file: z.string() }),
      },
    },
    async ({ params: { id, signature, file } }, reply) => {
      if (!file.endsWith(EXTENSION)) throw new PictureLiveError('not_found');
      const hash = file.slice(0, -EXTENSION.length);
      const { bytes, stream } = await images.open({ photoId: id, signature, hash });
      return reply
        .header('content-type', 'image/jpeg')
        .header('content-length', bytes)
        .header('cache-control', 'private, max-age=300')
        .send(stream);
    },
  );
}

function uploadRoutes(app: App, images: ImageService): void {
  app.post(
    '/api/images/upload',
    { schema: { ...FORM, response: { 200: ImageOutcome, ...errorReplies } } },
    async ({ actor, headers, raw: body }) => {
      const { outcomes } = await images.upload(actor, { headers, body }, 1);
      const [outcome] = outcomes;
      if (outcome === undefined) throw new Error('A file without an outcome.');
      return outcome;
    },
  );

  app.post(
    '/api/images/upload/batch',
    { schema: { ...FORM, response: { 200: ImageBatchReply, ...errorReplies } } },
    async ({ actor, headers, raw: body }) =>
      images.upload(actor, { headers, body }, Number.POSITIVE_INFINITY),
  );
}
