import type { FastifyRequest } from 'fastify';
import {
  Id,
  KeepOriginal,
  KeepOriginalReply,
  MissingPhotos,
  PhotoWish,
  PhotoWishReply,
  PhotosOutThere,
  PublishPhoto,
  PublishReply,
} from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { deviceOf } from '../http/authenticate.ts';
import { errorReplies } from '../http/errors.ts';
import type { PhotoAddress } from '../services/publish/own-photo.ts';
import type { PublishService } from '../services/publish/publish.ts';

const PHOTOS = '/api/ingest/sessions/:sessionId/photos';
const PHOTO = `${PHOTOS}/:photoId` as const;
const PhotoParams = z.object({ sessionId: Id, photoId: Id });

/** How a device publishes, takes back, restores and describes; for a scope that requires a device. */
export function ingestPhotoRoutes(app: App, publishing: PublishService): void {
  app.put(
    PHOTO,
    {
      schema: {
        params: PhotoParams,
        body: PublishPhoto,
        response: { 200: PublishReply, ...errorReplies },
      },
    },
    async (request) => {
      return publishing.publish(addressOf(request, request.params), request.body);
    },
  );

  app.post(
    `${PHOTOS}/missing`,
    {
      schema: {
        params: z.object({ sessionId: Id }),
        body: PhotosOutThere,
        response: { 200: MissingPhotos, ...errorReplies },
      },
    },
    async (request) => {
      const { sessionId } = request.params;
      return publishing.missing({ deviceId: deviceOf(request).id, sessionId }, request.body.photos);
    },
  );

  app.put(
    `${PHOTO}/wish`,
    {
      schema: {
        params: PhotoParams,
        body: PhotoWish,
        response: { 200: PhotoWishReply, ...errorReplies },
      },
    },
    async (request) => publishing.grant(addressOf(request, request.params), request.body),
  );

  app.put(
    `${PHOTO}/original`,
    {
      schema: {
        params: PhotoParams,
        body: KeepOriginal,
        response: { 200: KeepOriginalReply, ...errorReplies },
      },
    },
    async (request) => publishing.keepOriginal(addressOf(request, request.params), request.body),
  );

  app.delete(
    PHOTO,
    { schema: { params: PhotoParams, response: { 204: z.void(), ...errorReplies } } },
    async (request, reply) => {
      await publishing.remove(addressOf(request, request.params));
      return reply.code(204).send();
    },
  );
}

function addressOf(
  request: FastifyRequest,
  photo: { sessionId: string; photoId: string },
): PhotoAddress {
  const { address } = request.actor;
  const from = address === undefined ? {} : { address };
  return { deviceId: deviceOf(request).id, ...photo, ...from };
}
