import { once } from 'node:events';
import http from 'node:http';
import { v7 as uuid } from 'uuid';
import { afterEach, expect, test } from 'vitest';
import type { PurgeConfig } from '../../config/front.ts';
import { TestDevice, announce } from '../../testing/device.ts';
import { startRecordingServer } from '../../testing/recording-server.ts';
import type { RecordingServer } from '../../testing/recording-server.ts';
import { startTestRelay } from '../../testing/relay.ts';
import type { TestRelay } from '../../testing/relay.ts';
import { PurgeQueue } from './purge-queue.ts';

const limits = { waiting: 5, atOnce: 2, tries: 4, pauseMs: 5, tryMs: 1_000 };
const token = 'the-token-of-the-cache';

let cache: RecordingServer;
let relay: TestRelay | null = null;
let queue: PurgeQueue | null = null;
afterEach(async () => {
  await queue?.stop();
  await relay?.stop();
  await cache.stop();
  [queue, relay] = [null, null];
});

const at = (port: number, template = '/purge{path}'): PurgeConfig => ({
  url: `http://127.0.0.1:${port}${template}`,
  method: 'PURGE',
  token,
});

async function heard(count: number): Promise<void> {
  await expect.poll(() => cache.requests.length).toBe(count);
}

test('a cache is told of every picture of a photo that is taken back', async () => {
  cache = await startRecordingServer(() => ({ status: 200 }));
  relay = await startTestRelay({ front: { trustProxy: [], purge: at(cache.port) } });
  const device = new TestDevice(relay.url);
  const { photo } = await device.deliver(relay.sessionId, 1);
  const { thumb, grid } = photo.renditions;
  await device.remove(relay.sessionId, photo.id);
  await heard(2);
  expect(cache.requests.map(({ url }) => url).toSorted()).toEqual(
    [`/purge${thumb.url}`, `/purge${grid.url}`].toSorted(),
  );
  for (const { method, headers } of cache.requests) {
    expect([method, headers.authorization]).toEqual(['PURGE', `Bearer ${token}`]);
  }
});

test('a cache is told of the pictures that were replaced, and of no others', async () => {
  cache = await startRecordingServer(() => ({ status: 200 }));
  relay = await startTestRelay({ front: { trustProxy: [], purge: at(cache.port) } });
  const device = new TestDevice(relay.url);
  const id = uuid();
  const { photo: first } = await device.deliver(relay.sessionId, 1, id);
  const next = await announce(2, { revision: 2 });
  for (const picture of [next.thumb, next.grid]) await device.upload(picture.bytes);
  await device.publish(relay.sessionId, id, next.body);
  await heard(2);
  expect(cache.requests.map(({ url }) => url).toSorted()).toEqual(
    [`/purge${first.renditions.thumb.url}`, `/purge${first.renditions.grid.url}`].toSorted(),
  );
});

test('a cache that is away for a moment is told again until it has heard', async () => {
  cache = await startRecordingServer((_request, count) => {
    if (count === 1) return null;
    return { status: count === 2 ? 503 : 200 };
  });
  const failures: unknown[] = [];
  queue = new PurgeQueue(at(cache.port), (error) => failures.push(error), limits);
  queue.add('/media/a');
  await heard(3);
  await queue.stop();
  expect(failures).toEqual([]);
});

test('a picture that the cache does not have needs no second telling', async () => {
  cache = await startRecordingServer(({ url }) => ({ status: url === '/end' ? 200 : 404 }));
  queue = new PurgeQueue(at(cache.port, '{path}'), () => undefined, { ...limits, atOnce: 1 });
  queue.add('/media/a');
  queue.add('/end');
  await heard(2);
  await queue.stop();
  expect(cache.requests.map(({ url }) => url)).toEqual(['/media/a', '/end']);
});

test('a cache that stays away is given up, and that is said', async () => {
  cache = await startRecordingServer(() => ({ status: 500 }));
  const failures: unknown[] = [];
  queue = new PurgeQueue(at(cache.port), (error) => failures.push(error), limits);
  queue.add('/media/a');
  await expect.poll(() => failures.length).toBe(1);
  expect(cache.requests).toHaveLength(4);
});

test('no more pictures wait than there is room for, and stopping does not wait for a silent cache', async () => {
  cache = await startRecordingServer(() => ({ status: 200 }));
  const silent = http.createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const failures: unknown[] = [];
  const patient = { ...limits, tryMs: 600_000 };
  queue = new PurgeQueue(at(port), (error) => failures.push(error), patient);
  for (let n = 0; n < 8; n += 1) queue.add(`/media/${n}`);
  queue.add('/media/1');
  expect(failures).toHaveLength(3);
  await queue.stop();
  silent.closeAllConnections();
  silent.close();
});

test('a cache that takes the address as a parameter gets it encoded', async () => {
  cache = await startRecordingServer(() => ({ status: 200 }));
  queue = new PurgeQueue(at(cache.port, '/?p={encodedPath}'), () => undefined, limits);
  queue.add('/media/a/b.jpg');
  await heard(1);
  expect(cache.requests[0]?.url).toBe('/?p=%2Fmedia%2Fa%2Fb.jpg');
});
