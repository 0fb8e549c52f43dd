import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyServerOptions } from 'fastify';
import { lockFolder } from '@picture-live/shared/process';
import type { PublicSession } from '@picture-live/shared/protocol';
import { buildApp } from './app.ts';
import type { RelayConfig } from './config.ts';
import { openDatabase } from './db/database.ts';
import { migrateDatabase } from './db/migrate.ts';
import type { App } from './http/app-type.ts';
import { sayGoodbye } from './http/say-goodbye.ts';
import { openMetrics } from './metrics/metrics.ts';
import { TimedBlobStore } from './metrics/timed-blob-store.ts';
import { watchDatabase } from './metrics/watch-database.ts';
import type { RelayLog } from './log/open-log.ts';
import { openSharing } from './redis/sharing.ts';
import { softChecks } from './redis/state.ts';
import { keptSigningSecret } from './services/access/signing-secret.ts';
import { prepareFirstSession } from './services/first-start.ts';
import { loadWebFiles } from './services/pages/web-files.ts';
import { viewSession } from './services/session-view.ts';
import { Intake } from './storage/intake.ts';
import { openBlobStore } from './storage/open-blob-store.ts';

/** A relay, ready to listen. */
export interface Relay {
  app: App;
  session: PublicSession;
  /** How long requests that are under way may take to finish while it closes, in milliseconds. */
  drainMs: number;
  /** Finishes requests, disconnects sockets, closes the database and lets go of the folder. */
  close(): Promise<void>;
}

/**
 * Opens the data folder, the database and the storage, brings the tables up to date and builds the
 * relay on them.
 *
 * @param log tells how many lines the logger could not write.
 * @throws PictureLiveError `home_in_use` when another relay keeps the folder.
 */
export async function openRelay(
  config: RelayConfig,
  logger: FastifyServerOptions['logger'],
  log: Pick<RelayLog, 'lost'> = { lost: 0 },
): Promise<Relay> {
  await mkdir(config.dataDir, { recursive: true });
  const lock = await lockFolder(config.dataDir);
  try {
    const relay = await openLocked(config, logger, log);
    const close = async (): Promise<void> => {
      await relay.close();
      lock.release();
    };
    return { ...relay, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openLocked(
  config: RelayConfig,
  logger: FastifyServerOptions['logger'],
  log: Pick<RelayLog, 'lost'>,
): Promise<Relay> {
  const intake = new Intake(path.join(config.dataDir, 'incoming'));
  await intake.prepare();
  const web = await loadWebFiles(config.webDir);
  const metrics = openMetrics();
  const blobs = new TimedBlobStore(await openBlobStore(config.storage), metrics);
  let onConnectionLost = (_error: Error): void => {};
  const db = openDatabase(config.database, {
    onConnectionLost: (error) => onConnectionLost(error),
    watch: watchDatabase(metrics),
  });
  const sharing = await openSharing(config.redis);
  try {
    await migrateDatabase(config.database);
    const { firstSessionTitle: title, deviceToken } = config;
    const session = await prepareFirstSession(db, { title, deviceToken }, Date.now());
    const signingSecret = config.jwtSecret ?? (await keptSigningSecret(db));
    const { fanOut, redis } = sharing;
    const deps = { db, blobs, intake, fanOut, redis, web, signingSecret, now: Date.now };
    const app = buildApp(config, { ...deps, metrics, log, soft: softChecks(redis) }, logger);
    onConnectionLost = (err) => app.log.warn({ err }, 'a connection to the database was lost');
    sharing.reportTo(app.log);
    if (web === null) app.log.warn(`The gallery page is not built: ${config.webDir} has none.`);
    const close = async (): Promise<void> => {
      await closeApp(app, config.front);
      await sharing.close();
      blobs.close();
      await db.destroy();
    };
    const drainMs = config.front.trustProxy.length > 0 ? DRAIN_MS.behindProxy : DRAIN_MS.alone;
    return { app, session: viewSession(session), drainMs, close };
  } catch (error) {
    await sharing.close();
    blobs.close();
    await db.destroy();
    throw error;
  }
}

/**
 * Alone, somebody waits for it to end. Behind a proxy the others answer meanwhile, and a guest who
 * sends a large photo over a thin line need not begin again; what supervises it (deploy/) waits for
 * twenty seconds.
 */
const DRAIN_MS = { alone: 5_000, behindProxy: 15_000 };
/** How often connections that have become idle are looked for while the relay closes. */
const SWEEP_MS = 25;
/** Longer than a proxy keeps a connection that it does not use; a second in deploy/nginx.conf. */
const GOODBYE_MS = 1_500;

/**
 * Fastify closes the connections that are idle at first; one that is finishing a request becomes
 * idle later, and would keep the server open until its client lets go.
 */
async function closeApp(app: App, { trustProxy }: RelayConfig['front']): Promise<void> {
  if (trustProxy.length > 0) await sayGoodbye(app.server, GOODBYE_MS);
  const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MS);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
  }
}
