import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PostgresCluster } from '../../relay/src/testing/postgres/cluster.ts';
import { RedisServer, findRedis } from '../../relay/src/testing/redis-server.ts';
import { startS3Server } from '../../relay/src/testing/s3-server.ts';
import { startFlakyLink, type FlakyLink } from '../harness/flaky-link.ts';
import { stopAll, type Stoppable } from './stop-all.ts';

/** What several relays share, each a real server of this run. */
export interface Servers {
  readonly postgres: PostgresCluster;
  readonly redis: RedisServer;
  /** Between the relays and the bucket of their pictures. */
  readonly storageLink: FlakyLink;
  /** The settings by which a relay finds them all. */
  readonly env: Record<string, string>;
  stop(): Promise<void>;
}

export async function startServers(folder: string): Promise<Servers> {
  const started: Stoppable[] = [];
  try {
    const postgres = await PostgresCluster.create();
    started.push({ stop: () => postgres.remove() });
    const redis = await startRedis();
    started.push({ stop: () => redis.remove() });
    const bucketFolder = path.join(folder, 'bucket');
    await mkdir(bucketFolder);
    const bucket = await startS3Server(bucketFolder);
    started.push(bucket);
    const settings = bucket.settings();
    const storageLink = await startFlakyLink(Number(new URL(settings.endpoint ?? '').port));
    started.push(storageLink);
    const env = {
      ...databaseEnv(postgres),
      ...redisEnv(redis),
      ...storageEnv(settings, storageLink.url),
    };
    return { postgres, redis, storageLink, env, stop: () => stopAll(started) };
  } catch (error) {
    await stopAll(started);
    throw error;
  }
}

function databaseEnv({ settings }: PostgresCluster): Record<string, string> {
  return {
    DB_HOST: settings.host,
    DB_PORT: String(settings.port),
    DB_NAME: settings.name,
    DB_USER: settings.user,
    DB_PASSWORD: settings.password ?? '',
  };
}

async function startRedis(): Promise<RedisServer> {
  const program = await findRedis();
  if (program === null) throw new Error('There is no Redis.');
  return RedisServer.start(program);
}

function redisEnv({ settings }: RedisServer): Record<string, string> {
  return {
    REDIS_HOST: settings.host,
    REDIS_PORT: String(settings.port),
    REDIS_PASSWORD: settings.password ?? '',
  };
}

type Bucket = ReturnType<Awaited<ReturnType<typeof startS3Server>>['settings']>;

function storageEnv(
  { bucket, region, credentials, prefix }: Bucket,
  endpoint: string,
): Record<string, string> {
  return {
    STORAGE_TYPE: 'aws',
    AWS_S3_BUCKET: bucket,
    AWS_REGION: region,
    AWS_S3_ENDPOINT: endpoint,
    AWS_S3_FORCE_PATH_STYLE: 'true',
    AWS_S3_PREFIX: prefix,
    AWS_ACCESS_KEY_ID: credentials?.accessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: credentials?.secretAccessKey ?? '',
  };
}
