import type { FastifyReply, FastifyRequest } from 'fastify';
import { MissingBlobs, MissingBlobsQuery, Sha256, StoredBlob } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { deviceOf } from '../http/authenticate.ts';
import { errorReplies, replyWithError } from '../http/errors.ts';
import type { ReceiveService } from '../services/receive/receive.ts';

/** How long a client whose upload was refused may go on sending before its socket is cut. */
const LINGER_MS = 1_000;

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
    // The body is left as a stream, whatever it calls itself.
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser('*', (_request, _payload, done) => done(null));
    uploads.setErrorHandler((error, request, reply) => {
      cutUnfinishedUpload(request, reply);
      return replyWithError(error, request, reply);
    });
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

/**
 * The rest of a refused upload is not waited for. It is swallowed for a moment all the same: a
 * socket that is cut while the client still sends loses the reply that says why.
 */
function cutUnfinishedUpload(request: FastifyRequest, reply: FastifyReply): void {
  if (request.raw.readableEnded) return;
  reply.header('connection', 'close');
  reply.raw.once('finish', () => {
    request.raw.resume();
    const cut = setTimeout(() => request.raw.socket.destroy(), LINGER_MS);
    request.raw.socket.once('close', () => clearTimeout(cut));
  });
}
