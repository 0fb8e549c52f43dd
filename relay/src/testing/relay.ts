import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import type { RelayConfig } from '../config.ts';
import type { StorageConfig } from '../config/storage.ts';
import type { DatabaseSettings } from '../db/settings.ts';
import { openRelay } from '../relay.ts';
import type { Relay } from '../relay.ts';
import { databaseOf, isPostgres } from './test-database.ts';

export const DEVICE_TOKEN = 'device-token-of-the-tests';

/** Settings of a relay that tests may change; `dataDir` and `webDir` do not exist yet. */
export function testConfig(folder: string, changes: Partial<RelayConfig> = {}): RelayConfig {
  return {
    port: 0,
    host: '127.0.0.1',
    dataDir: path.join(folder, 'relay'),
    webDir: path.join(folder, 'web'),
    maxBlobBytes: 1024 * 1024,
    deviceToken: DEVICE_TOKEN,
    jwtSecret: null,
    registration: 'invitation',
    firstSessionTitle: 'Anna & Li',
    logLevel: 'silent',
    nodeEnv: 'test',
    mediaCacheBytes: 8 * 1024 * 1024,
    uploadStallMs: 5_000,
    blobGraceMs: 3_600_000,
    photoGraceMs: 3_600_000,
    sessionGraceMs: 3_600_000,
    auditMs: 3_600_000,
    database: { kind: 'sqlite', file: path.join(folder, 'relay', 'relay.sqlite') },
    redis: null,
    ...onDisk(folder),
    scanner: null,
    metrics: { token: null, from: [] },
    log: null,
    retention: { archiveMs: null, purgeMs: null },
    front: { trustProxy: [], purge: null },
    ...changes,
  };
}

export interface TestRelay {
  relay: Relay;
  /** Where it listens. */
  url: string;
  folder: string;
  database: DatabaseSettings;
  storage: StorageConfig;
  sessionId: string;
  slug: string;
  /** Stops it and, unless the folder was given, removes its data. */
  stop(): Promise<void>;
}

/** Pictures on disk, whatever the run is about: for tests that look at the files. */
export function onDisk(folder: string): Pick<RelayConfig, 'storage'> {
  return { storage: { type: 'local', folder: path.join(folder, 'relay', 'blobs') } };
}

/**
 * Redis and storage of a scaled relay, in places of their own, the same for the same folder. A place
 * by the name of the database would keep what tests before have left: those are used again.
 */
function scaledParts(folder: string): Partial<RelayConfig> {
  if (!isPostgres) return {};
  const [redis, s3] = [inject('redis'), inject('s3')];
  const place = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return {
    redis: redis && { ...redis, prefix: `${redis.prefix}${place}:` },
    storage: { type: 's3', settings: { ...s3, prefix: `${s3.prefix}${place}/` } },
  };
}

/** A real relay on a free port of this machine, in a folder of its own or one that was given. */
export async function startTestRelay(
  changes: Partial<RelayConfig> | ((folder: string) => Partial<RelayConfig>) = {},
  given?: string,
): Promise<TestRelay> {
  const folder = given ?? (await mkdtemp(path.join(os.tmpdir(), 'relay-test-')));
  const database = await databaseOf(folder);
  const changed = typeof changes === 'function' ? changes(folder) : changes;
  const config = testConfig(folder, { database, ...scaledParts(folder), ...changed });
  const relay = await openRelay(config, false);
  const url = await relay.app.listen({ port: 0, host: '127.0.0.1' });
  const { id: sessionId, slug } = relay.session;
  return {
    relay,
    url,
    folder,
    database,
    storage: config.storage,
    sessionId,
    slug,
    stop: async () => {
      await relay.close();
      if (given === undefined) await rm(folder, { recursive: true });
    },
  };
}
