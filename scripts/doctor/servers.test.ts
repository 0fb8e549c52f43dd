import { chown, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrateDatabase } from '../../relay/src/db/migrate.ts';
import { PostgresCluster } from '../../relay/src/testing/postgres/cluster.ts';
import { RedisServer, findRedis } from '../../relay/src/testing/redis-server.ts';
import { freePort } from '../../relay/src/testing/free-port.ts';
import { startS3Server, type S3Server } from '../../relay/src/testing/s3-server.ts';
import { checkDatabase } from './database.ts';
import { checkRedis } from './redis.ts';
import { checkStorage } from './storage.ts';

const redisProgram = await findRedis();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'doctor-servers-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('SQLite', () => {
  test('a database that is missing is not made, one without tables is not given any', async () => {
    const file = path.join(folder, 'none.sqlite');
    expect(await checkDatabase({ kind: 'sqlite', file })).toMatchObject({ state: 'ok' });
    await writeFile(file, '');
    expect(await checkDatabase({ kind: 'sqlite', file })).toMatchObject({ state: 'warn' });
    expect(await readdir(folder)).toEqual(['none.sqlite']);
    await migrateDatabase({ kind: 'sqlite', file });
    const { state, says } = await checkDatabase({ kind: 'sqlite', file });
    expect([state, says]).toEqual(['ok', `${file} answers and is up to date.`]);
  });

  test('a damaged one is named', async () => {
    const file = path.join(folder, 'damaged.sqlite');
    await writeFile(file, 'this is no database at all'.repeat(100));
    expect(await checkDatabase({ kind: 'sqlite', file })).toMatchObject({ state: 'fail' });
  });
});

describe('PostgreSQL', () => {
  let cluster: PostgresCluster;
  beforeAll(async () => {
    cluster = await PostgresCluster.create();
  });
  afterAll(async () => {
    await cluster.remove();
  });

  test('before and after its tables were made', async () => {
    const { settings } = cluster;
    expect(await checkDatabase(settings)).toMatchObject({ state: 'warn' });
    await migrateDatabase(settings);
    expect(await checkDatabase(settings)).toMatchObject({ state: 'ok' });
  });

  test('a wrong password, database or port says which setting to correct', async () => {
    const { settings } = cluster;
    const wrong = [
      [{ password: 'wrong' }, 'DB_PASSWORD'],
      [{ name: 'elsewhere' }, 'DB_NAME'],
      [{ port: await freePort() }, 'DB_PORT'],
    ] as const;
    for (const [changes, named] of wrong) {
      const { state, fix } = await checkDatabase({ ...settings, ...changes });
      expect(state).toBe('fail');
      expect(fix).toContain(named);
    }
  });
});

describe.skipIf(redisProgram === null)('Redis', () => {
  test('one that answers, with a wrong password, and not at all', async () => {
    const redis = await RedisServer.start(redisProgram ?? { file: '', env: {} });
    try {
      expect(await checkRedis(redis.settings)).toMatchObject({ state: 'ok' });
      const wrong = await checkRedis({ ...redis.settings, password: 'wrong' });
      expect(wrong).toMatchObject({ state: 'fail' });
      expect(wrong.fix).toContain('REDIS_PASSWORD');
    } finally {
      await redis.remove();
    }
    expect(await checkRedis(redis.settings)).toMatchObject({ state: 'fail' });
    expect(await checkRedis(null)).toMatchObject({ state: 'ok' });
  });
});

describe('the store of the pictures', () => {
  let s3: S3Server;
  beforeAll(async () => {
    await mkdir(path.join(folder, 'bucket'));
    s3 = await startS3Server(path.join(folder, 'bucket'));
  });
  afterAll(async () => {
    await s3.stop();
  });

  test('a bucket: written, read and removed; or which part of its settings is wrong', async () => {
    const settings = s3.settings();
    expect(await checkStorage({ type: 's3', settings })).toMatchObject({ state: 'ok' });
    const elsewhere = `http://127.0.0.1:${await freePort()}`;
    for (const changes of [{ bucket: 'nobodys-bucket' }, { endpoint: elsewhere }]) {
      const found = await checkStorage({ type: 's3', settings: { ...settings, ...changes } });
      expect(found).toMatchObject({ state: 'fail' });
    }
  });

  test.runIf(process.getuid?.() === 0)(
    'a folder of somebody else is not written to by root, whose folders the relay could not use',
    async () => {
      const blobs = path.join(folder, 'others');
      await mkdir(blobs);
      await chown(blobs, 65_534, 65_534);
      expect(await checkStorage({ type: 'local', folder: blobs })).toMatchObject({ state: 'warn' });
      expect(await readdir(blobs)).toEqual([]);
    },
  );

  test('a folder: left without files; one where nothing can be kept is told', async () => {
    const blobs = path.join(folder, 'blobs');
    expect(await checkStorage({ type: 'local', folder: blobs })).toMatchObject({ state: 'ok' });
    await mkdir(blobs);
    expect(await checkStorage({ type: 'local', folder: blobs })).toMatchObject({ state: 'ok' });
    const left = await readdir(blobs, { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
    const shards = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));
    const broken = path.join(folder, 'broken');
    await mkdir(broken);
    for (const shard of shards) await writeFile(path.join(broken, shard), '');
    expect(await checkStorage({ type: 'local', folder: broken })).toMatchObject({ state: 'fail' });
  });
});
