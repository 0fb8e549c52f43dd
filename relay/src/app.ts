import swagger from '@fastify/swagger';
import { serializerCompiler, validatorCompiler } from '@fastify/type-provider-zod';
import Fastify, { LogController } from 'fastify';
import type { FastifyServerOptions } from 'fastify';
import { errorForLog } from '@picture-live/shared/process';
import * as z from 'zod/mini';
import type { RelayConfig } from './config.ts';
import { describeSchemas } from './docs/schema-names.ts';
import { logAccess } from './http/access-log.ts';
import { answerFirst } from './http/answer-first.ts';
import type { App } from './http/app-type.ts';
import { declareActor, readActor, requireDevice } from './http/authenticate.ts';
import { answerBrokenRequest, ignoreExpectations } from './http/broken-request.ts';
import { compressReplies } from './http/compress-replies.ts';
import { handleErrors, replyWithError } from './http/errors.ts';
import { readGuestCookies } from './http/guest-cookie.ts';
import { DATA_HEADERS, sendHeaders } from './http/headers.ts';
import { limitRate } from './http/rate-limit.ts';
import type { RelayLog } from './log/open-log.ts';
import { countPublished } from './metrics/fan-out.ts';
import type { Metrics } from './metrics/metrics.ts';
import { measureRequests } from './metrics/requests.ts';
import { measureServices } from './metrics/services.ts';
import { watchApp } from './metrics/watch-app.ts';
import { openGateway } from './realtime/gateway.ts';
import type { Gateway } from './realtime/gateway.ts';
import { archiveRoutes } from './routes/archive.ts';
import { auditRoutes } from './routes/audit.ts';
import { authRoutes } from './routes/auth.ts';
import { binRoutes } from './routes/bin.ts';
import { blobRoutes } from './routes/blobs.ts';
import { deviceRoutes } from './routes/device.ts';
import { ownDeviceRoutes, pairingRoutes } from './routes/devices.ts';
import { docsRoutes } from './routes/docs.ts';
import { healthRoutes } from './routes/health.ts';
import { imageRoutes } from './routes/images.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { hotPictures, mediaRoutes, pictureHeaders } from './routes/media.ts';
import { loginRoutes } from './routes/logins.ts';
import { logoRoutes } from './routes/logos.ts';
import { manifestRoutes } from './routes/manifest.ts';
import { memberRoutes } from './routes/members.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { readyRoutes } from './routes/ready.ts';
import { socketStatsRoutes } from './routes/websocket-stats.ts';
import { pageLoginRoutes } from './routes/page-login.ts';
import { pageRoutes, webFileRoutes } from './routes/pages.ts';
import { pairRoutes } from './routes/pair.ts';
import { photoPageRoute } from './routes/photo-page.ts';
import { messageRoutes } from './routes/messages.ts';
import { overviewRoutes } from './routes/overview.ts';
import { photoRoutes } from './routes/photo-changes.ts';
import { ingestPhotoRoutes } from './routes/photos.ts';
import { letInRoutes, ownSessionRoutes, sessionRoutes } from './routes/sessions.ts';
import { removalRoutes } from './routes/removal.ts';
import { studioRoutes } from './routes/studio.ts';
import { statisticsRoutes } from './routes/statistics.ts';
import { takedownRoutes } from './routes/takedowns.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { userRoutes } from './routes/users.ts';
import { readinessService } from './services/readiness/readiness.ts';
import type { ReadinessService, SoftCheck } from './services/readiness/readiness.ts';
import { storageTrial } from './services/readiness/try-storage.ts';
import { createServices } from './services/services.ts';
import type { RelayDeps, Services } from './services/services.ts';
import { VERSION } from './version.ts';

// zod/mini comes without the sentences that say what is wrong with a request.
z.config(z.locales.en());

/** An upload of the largest blob over a poor uplink, and no longer: sockets are not kept open. */
const REQUEST_TIMEOUT_MS = 10 * 60_000;
/** JSON bodies: a thousand hashes are 67 KB. Blobs are counted by their own limit. */
export const MAX_JSON_BYTES = 128 * 1024;

/** A whole studio comes from one address; all its logins together keep a fifth of a core busy. */
export const LOGINS_PER_ADDRESS = { burst: 300, perSecond: 20 };

/** What a relay is built on, and how it is looked after. */
export interface AppDeps extends RelayDeps {
  metrics: Metrics;
  log: Pick<RelayLog, 'lost'>;
  /** What it can do without for a while, by name; see services/readiness. */
  soft: Readonly<Record<string, SoftCheck>>;
}

/**
 * The whole relay as a Fastify instance that does not listen yet. Closing it disconnects the
 * sockets and finishes requests; what is in `deps` stays open.
 */
export function buildApp(
  config: RelayConfig,
  deps: AppDeps,
  logger: FastifyServerOptions['logger'],
): App {
  const app = createServer(config, logger);
  handleErrors(app);
  declareActor(app);
  const onFailure = (error: unknown): void => app.log.error({ err: error }, 'behind');
  const { metrics } = deps;
  const fanOut = countPublished(deps.fanOut, metrics);
  const services = createServices(config, {
    ...deps,
    fanOut,
    onFailure,
    ...measureServices(metrics),
  });
  const gateway = openGateway(app.server, {
    ...deps,
    ...services,
    trustProxy: config.front.trustProxy,
    isFannedOut: deps.redis !== null,
    onFailure,
  });
  const readiness = readinessService({ ...deps, tryStorage: storageTrial(deps) });
  watchApp(app, config, { ...deps, gateway, services });
  app.addHook('preClose', async () => {
    readiness.drain();
    gateway.close();
  });
  app.addHook('onClose', async () => services.stop());

  app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Picture Live relay', version: VERSION } },
    ...describeSchemas(),
  });
  const headers = pictureHeaders(config.front.trustProxy.length > 0);
  answerFirst(app.server, hotPictures(services.media, headers, metrics.pictures));
  // Without hooks: these replies come from memory.
  app.register(async (scope: App) => {
    mediaRoutes(scope, services.media, headers, metrics.pictures);
    if (deps.web !== null) webFileRoutes(scope, deps.web);
  });
  app.register(async (scope: App) => {
    sendHeaders(scope, DATA_HEADERS);
    logAccess(scope);
    measureRequests(scope, metrics);
    scope.register(async (open: App) =>
      openRoutes(open, config, { services, gateway, metrics, readiness, now: deps.now }),
    );
    scope.register(async (ingest: App) => ingestRoutes(ingest, services));
  });
  return app;
}

interface OpenParts extends Pick<AppDeps, 'metrics' | 'now'> {
  services: Services;
  gateway: Gateway;
  readiness: ReadinessService;
}

/** For anybody; most of it needs a link. */
function openRoutes(app: App, config: RelayConfig, parts: OpenParts): void {
  const { services, gateway, metrics } = parts;
  limitRate(app);
  compressReplies(app);
  app.register(async (doors: App) => doorRoutes(doors, services));
  app.register(async (known: App) => knownRoutes(known, services, metrics));
  studioRoutes(app, services.studio);
  healthRoutes(app, services.health, gateway.viewers);
  readyRoutes(app, parts.readiness);
  metricsRoutes(app, metrics.registry, config.metrics);
  socketStatsRoutes(app, gateway.counts, parts.now());
  docsRoutes(app);
}

/** How one gets tokens; each call may cost a password's worth of work. */
function doorRoutes(app: App, services: Services): void {
  limitRate(app, LOGINS_PER_ADDRESS);
  authRoutes(app, services.accounts, services.identity);
  pairingRoutes(app, services.pairing);
  app.register(async (pages: App) => pageLoginRoutes(pages, services.accounts));
  app.register(async (pages: App) => pairRoutes(pages, services));
}

/** Where it matters who asks: tokens are read into `request.actor`. */
function knownRoutes(app: App, services: Services, metrics: Metrics): void {
  readActor(app, services.identity);
  readGuestCookies(app, services.tokens);
  userRoutes(app, services.ownAccount);
  loginRoutes(app, services.ownLogins);
  invitationRoutes(app, services.invitations);
  auditRoutes(app, services.audit);
  ownDeviceRoutes(app, services);
  photoRoutes(app, services.photos, services.downloads);
  binRoutes(app, services.bin, services.memberPictures);
  uploadRoutes(app, services.uploads);
  removalRoutes(app, services.removal);
  takedownRoutes(app, services.takedowns);
  archiveRoutes(app, services.archives, metrics.archives);
  overviewRoutes(app, services.overviews);
  statisticsRoutes(app, services.statistics);
  imageRoutes(app, services.images);
  logoRoutes(app, services.logos);
  messageRoutes(app, services.messages);
  sessionRoutes(app, services.sessions);
  ownSessionRoutes(app, services.ownSessions);
  memberRoutes(app, services.members);
  letInRoutes(app, services.door);
  pageRoutes(app, services);
  manifestRoutes(app, services.access);
  photoPageRoute(app, services);
}

/** For devices. */
function ingestRoutes(app: App, services: Services): void {
  requireDevice(app, services.identity);
  deviceRoutes(app, services.devices);
  blobRoutes(app, services.receiving);
  ingestPhotoRoutes(app, services.publishing);
}

type LoggerOptions = NonNullable<FastifyServerOptions['logger']>;

/** The same logger; of failures it says what errorForLog does. */
function tellingLittle(logger: LoggerOptions): LoggerOptions {
  if (logger === false) return false;
  const serializers = { err: (error: unknown) => errorForLog(error) };
  return logger === true ? { serializers } : { ...logger, serializers };
}

function createServer({ front }: RelayConfig, logger: FastifyServerOptions['logger']): App {
  const app: App = Fastify({
    ...(logger === undefined ? {} : { logger: tellingLittle(logger) }),
    // Fastify's own lines hold addresses with slugs and ids; see http/access-log.ts.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_JSON_BYTES,
    // Limits count guests, not the proxy in front of them.
    trustProxy: front.trustProxy.length > 0 && front.trustProxy,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // What arrives on an open connection while the relay drains is still answered.
    return503OnClosing: false,
    // A link that was pasted twice should still find the page that says so.
    routerOptions: { maxParamLength: 512 },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, request, reply) => {
      replyWithError(error, request, reply);
    },
  });
  ignoreExpectations(app.server);
  return app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler);
}
