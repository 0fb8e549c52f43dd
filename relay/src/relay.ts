import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyServerOptions } from 'fastify';
import { lockFolder } from '@picture-live/shared/process';
import type { PublicSession } from '@picture-live/shared/protocol';
import { buildApp } from './app.ts';
import type { RelayConfig } from './config.ts';
import { openSqlite } from './db/database.ts';
import { migrateToLatest } from './db/migrate.ts';
import { InProcessFanOut } from './fan-out/in-process-fan-out.ts';
import type { App } from './http/app-type.ts';
import { prepareFirstSession } from './services/first-start.ts';
import type { ProveMetadata } from './services/metadata-proof.ts';
import { viewSession } from './services/sessions.ts';
import { Intake } from './storage/intake.ts';
import { LocalDiskStore } from './storage/local-disk-store.ts';

/** A relay in embedded mode, ready to listen. */
export interface Relay {
  app: App;
  session: PublicSession;
  /** Finishes requests, disconnects sockets, closes the database and lets go of the folder. */
  close(): Promise<void>;
}

/**
 * Opens the data folder and builds the relay of embedded mode on it: SQLite, local disk, fan-out
 * within this process.
 *
 * @throws PictureLiveError `home_in_use` when another relay keeps the folder.
 */
export async function openRelay(
  config: RelayConfig,
  prove: ProveMetadata,
  logger: FastifyServerOptions['logger'],
): Promise<Relay> {
  const blobFolder = path.join(config.dataDir, 'blobs');
  await mkdir(blobFolder, { recursive: true });
  const lock = await lockFolder(config.dataDir);
  const intake = new Intake(path.join(config.dataDir, 'incoming'));
  await intake.prepare();
  const db = openSqlite(path.join(config.dataDir, 'relay.sqlite'));
  await migrateToLatest(db);
  const now = Date.now;
  const { firstSessionTitle: title, deviceToken } = config;
  const session = await prepareFirstSession(db, { title, deviceToken }, now());
  const blobs = new LocalDiskStore(blobFolder);
  const fanOut = new InProcessFanOut();
  const app = buildApp(config, { db, blobs, intake, fanOut, prove, now, logger });
  return {
    app,
    session: viewSession(session),
    close: async () => {
      await app.close();
      await db.destroy();
      lock.release();
    },
  };
}
