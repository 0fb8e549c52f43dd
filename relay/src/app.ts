import swagger from '@fastify/swagger';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from '@fastify/type-provider-zod';
import Fastify, { LogController } from 'fastify';
import type { FastifyServerOptions } from 'fastify';
import type { RelayConfig } from './config.ts';
import type { Db } from './db/database.ts';
import type { FanOut } from './fan-out/fan-out.ts';
import { logAccess } from './http/access-log.ts';
import type { App } from './http/app-type.ts';
import { requireDevice } from './http/authenticate.ts';
import { compressReplies } from './http/compress.ts';
import { handleErrors, replyWithError } from './http/errors.ts';
import { DATA_HEADERS, sendHeaders } from './http/headers.ts';
import { limitRate } from './http/rate-limit.ts';
import { openGateway } from './realtime/gateway.ts';
import { blobRoutes } from './routes/blobs.ts';
import { deviceRoutes } from './routes/device.ts';
import { docsRoutes } from './routes/docs.ts';
import { healthRoutes } from './routes/health.ts';
import { mediaRoutes } from './routes/media.ts';
import { ingestPhotoRoutes } from './routes/photos.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { mediaService } from './services/media/media.ts';
import type { ProveMetadata } from './services/metadata-proof.ts';
import { paintedService } from './services/painted.ts';
import { publishService } from './services/publish/publish.ts';
import { receiveService } from './services/receive/receive.ts';
import type { BlobStore } from './storage/blob-store.ts';
import type { Intake } from './storage/intake.ts';
import { VERSION } from './version.ts';

/** What a relay stands on; the mode (embedded, scaled) is which of them it is given. */
export interface RelayDeps {
  db: Db;
  blobs: BlobStore;
  intake: Intake;
  fanOut: FanOut;
  prove: ProveMetadata;
  /** Epoch milliseconds. */
  now: () => number;
  logger: FastifyServerOptions['logger'];
}

/** An upload of the largest blob over a poor uplink, and no longer: sockets are not kept open. */
const REQUEST_TIMEOUT_MS = 10 * 60_000;
/** JSON bodies: a thousand hashes are 67 KB. Blobs are counted by their own limit. */
const MAX_JSON_BYTES = 128 * 1024;

/**
 * The whole relay as a Fastify instance that does not listen yet. Closing it disconnects the
 * sockets and finishes requests; what is in `deps` stays open.
 */
export function buildApp(config: RelayConfig, deps: RelayDeps): App {
  const app = createServer(deps.logger);
  handleErrors(app);
  const { db, now, fanOut } = deps;
  const media = mediaService({ db, blobs: deps.blobs, cacheBytes: config.mediaCacheBytes });
  const publishing = publishService({ db, fanOut, media, now });
  const limits = { maxBytes: config.maxBlobBytes, stallMs: config.uploadStallMs };
  const receiving = receiveService({ ...deps, media, limits });
  const painted = paintedService({ db, fanOut, now });
  const gateway = openGateway(app.server, {
    db,
    fanOut,
    painted,
    now,
    onFailure: (error) => app.log.error({ err: error }, 'socket'),
  });
  app.addHook('preClose', async () => gateway.close());

  app.register(swagger, {
    openapi: { info: { title: 'Picture Live relay', version: VERSION } },
    transform: jsonSchemaTransform,
  });
  app.register(async (scope: App) => mediaRoutes(scope, media));
  app.register(async (api: App) => {
    sendHeaders(api, DATA_HEADERS);
    logAccess(api);
    healthRoutes(api, { ...deps, version: VERSION, startedAt: now() }, gateway.viewers);
    api.register(async (open: App) => {
      limitRate(open);
      compressReplies(open);
      sessionRoutes(open, db);
      docsRoutes(open);
    });
    api.register(async (ingest: App) => {
      requireDevice(ingest, db);
      deviceRoutes(ingest, { db, now, maxBlobBytes: config.maxBlobBytes });
      blobRoutes(ingest, receiving);
      ingestPhotoRoutes(ingest, publishing);
    });
  });
  return app;
}

function createServer(logger: FastifyServerOptions['logger']): App {
  const app: App = Fastify({
    ...(logger === undefined ? {} : { logger }),
    // Fastify's own lines hold addresses with slugs and ids; see http/access-log.ts.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_JSON_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    return503OnClosing: false,
    routerOptions: { maxParamLength: 128 },
    frameworkErrors: (error, request, reply) => {
      replyWithError(error, request, reply);
    },
  });
  return app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler);
}
