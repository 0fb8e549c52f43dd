import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDatabase } from '../db/database.ts';
import { WorkQueue } from '../services/uploads/work-queue.ts';
import { LocalDiskStore } from '../storage/local-disk-store.ts';
import { databaseOf, isPostgres } from '../testing/test-database.ts';
import { measureServices } from './services.ts';
import { openMetrics } from './metrics.ts';
import type { Metrics } from './metrics.ts';
import { TimedBlobStore } from './timed-blob-store.ts';
import { countTraffic } from './traffic.ts';
import { watchDatabase } from './watch-database.ts';

let folder: string;
let metrics: Metrics;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'metrics-'));
  metrics = openMetrics();
});
afterEach(() => rm(folder, { recursive: true }));

async function text(): Promise<string> {
  return metrics.registry.text((error) => {
    throw error;
  });
}

test('queries are told apart by kind, and those that failed from those that did not', async () => {
  await mkdir(path.join(folder, 'relay'));
  const settings = await databaseOf(folder);
  const db = openDatabase(settings, { watch: watchDatabase(metrics) });
  await sql`select 1`.execute(db);
  await expect(sql`select nothing from nowhere`.execute(db)).rejects.toThrow();
  const told = await text();
  const counted = 'picture_live_database_query_duration_seconds_count';
  expect(told).toContain(`${counted}{kind="raw",outcome="ok"} 1`);
  expect(told).toContain(`${counted}{kind="raw",outcome="failed"} 1`);
  if (isPostgres) expect(told).toContain('picture_live_database_pool{state="idle"} 1');
  await db.destroy();
});

test('a store that fails is seen in the numbers', async () => {
  const store = new TimedBlobStore(new LocalDiskStore(path.join(folder, 'blobs')), metrics);
  await expect(store.put('ab'.repeat(32), path.join(folder, 'no-such-file'))).rejects.toThrow();
  expect(await store.read('ab'.repeat(32))).toBeNull();
  const told = await text();
  const counted = 'picture_live_blob_store_duration_seconds_count';
  expect(told).toContain(`${counted}{operation="put",outcome="failed"} 1`);
  expect(told).toContain(`${counted}{operation="read",outcome="ok"} 1`);
});

test('bytes are counted while a connection lasts, and afterwards still', async () => {
  const server = createServer((_request, reply) => reply.end('x'.repeat(5_000)));
  countTraffic(server, metrics);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const reply = await fetch(`http://127.0.0.1:${String(port)}/`, {
    headers: { connection: 'close' },
  });
  await reply.text();
  const sent = async (): Promise<number> =>
    Number(/direction="out"} (\d+)/.exec(await text())?.[1] ?? 0);
  expect(await sent()).toBeGreaterThan(5_000);
  await vi.waitFor(async () => expect(await text()).toMatch(/^picture_live_connections 0$/m), {
    timeout: 20_000,
  });
  expect(await sent()).toBeGreaterThan(5_000);
  await new Promise((resolve) => server.close(resolve));
});

test('one sees how many pictures are being developed, and how many wait', async () => {
  const { onDeveloped } = measureServices(metrics);
  const queue = new WorkQueue(1, 16, onDeveloped);
  const { promise, resolve } = Promise.withResolvers<void>();
  const leave = queue.enter('owner');
  const done = Promise.all([queue.develop(() => promise), queue.develop(() => promise)]);
  expect(queue.state()).toEqual({ requests: 1, developing: 1, waiting: 1 });
  resolve();
  await done;
  leave();
  expect(queue.state()).toEqual({ requests: 0, developing: 0, waiting: 0 });
  await expect(queue.develop(() => Promise.reject(new Error('no picture')))).rejects.toThrow();
  const counted = 'picture_live_develop_seconds_count';
  expect(await text()).toContain(`${counted}{outcome="ok"} 2`);
  expect(await text()).toContain(`${counted}{outcome="failed"} 1`);
});
