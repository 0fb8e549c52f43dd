import type { FastifyRequest } from 'fastify';
import { MissingBlobs, MissingBlobsQuery, Sha256, StoredBlob } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { deviceOf } from '../http/authenticate.ts';
import { errorReplies } from '../http/errors.ts';
import { leaveBodiesRaw } from '../http/raw-body.ts';
import type { ReceiveService } from '../services/receive/receive.ts';

/** How a device asks for and brings blobs; for a scope that requires a device. */
export function blobRoutes(app: App, receiving: ReceiveService): void {
  app.post(
    '/api/ingest/blobs/missing',
    { schema: { body: MissingBlobsQuery, response: { 200: MissingBlobs, ...errorReplies } } },
    async (request) => ({
      missing: await receiving.missing(deviceOf(request).id, request.body.hashes),
    }),
  );

  app.register(async (uploads: App) => {
    leaveBodiesRaw(uploads);
    uploads.put(
      '/api/ingest/blobs/:sha256',
      {
        schema: {
          params: z.object({ sha256: Sha256 }),
          response: { 200: StoredBlob, ...errorReplies },
        },
      },
      async (request) =>
        receiving.receive(
          deviceOf(request).id,
          request.params.sha256,
          request.raw,
          announcedBytes(request),
        ),
    );
  });
}

function announcedBytes(request: FastifyRequest): number | null {
  const header = request.headers['content-length'];
  return header === undefined ? null : Number(header);
}
