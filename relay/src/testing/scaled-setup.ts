import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import type { RedisSettings } from '../redis/settings.ts';
import type { S3Settings } from '../storage/s3/s3-settings.ts';
import { RedisServer, findRedis, givenRedis } from './redis-server.ts';
import { givenS3, startS3Server } from './s3-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Null where there is none to be had, which `findRedis` has said. */
    redis: RedisSettings | null;
    s3: S3Settings;
  }
}

/** Once per run of the scaled relay's suite: a Redis and an S3 server, given or of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [redis, s3] = await Promise.all([provideRedis(), provideS3()]);
  project.provide('redis', redis.settings);
  project.provide('s3', s3.settings);
  return async () => {
    await Promise.all([redis.stop(), s3.stop()]);
  };
}

async function provideRedis() {
  const given = givenRedis(process.env);
  const program = given === null ? await findRedis() : null;
  if (program === null) return { settings: given, stop: async () => {} };
  const server = await RedisServer.start(program);
  return { settings: server.settings, stop: async () => server.remove() };
}

async function provideS3() {
  const given = givenS3(process.env);
  if (given !== null) return { settings: given(), stop: async () => {} };
  const folder = await mkdtemp(path.join(os.tmpdir(), 's3-test-'));
  const server = await startS3Server(folder);
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(folder, { recursive: true });
  };
  return { settings: server.settings(), stop };
}
