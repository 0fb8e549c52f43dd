import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestDevice, announce } from '../../testing/device.ts';
import { startTestRelay } from '../../testing/relay.ts';
import type { TestRelay } from '../../testing/relay.ts';
import { failureOf } from '../../testing/replies.ts';
import { startS3Server } from '../../testing/s3-server.ts';
import type { S3Server } from '../../testing/s3-server.ts';

let serverFolder: string;
let server: S3Server;
let relay: TestRelay;
let device: TestDevice;
beforeEach(async () => {
  serverFolder = await mkdtemp(path.join(os.tmpdir(), 's3-server-'));
  server = await startS3Server(serverFolder);
  const patience = { tries: 2, pauseMs: 1, tryMs: 2_000, idleMs: 2_000 };
  const settings = { ...server.settings(), patience };
  relay = await startTestRelay({ storage: { type: 's3', settings }, mediaCacheBytes: 0 });
  device = new TestDevice(relay.url);
});
afterEach(async () => {
  await relay.stop();
  await server.stop();
  await rm(serverFolder, { recursive: true });
});

const get = (url: string) => fetch(new URL(url, relay.url));

test('a photo whose pictures are in a bucket is shown, and gone when it is taken back', async () => {
  const { thumb } = await announce(1);
  const { photo } = await device.deliver(relay.sessionId, 1);
  const reply = await get(photo.renditions.thumb.url);
  expect(Buffer.from(await reply.arrayBuffer())).toEqual(thumb.bytes);
  await device.remove(relay.sessionId, photo.id);
  expect((await get(photo.renditions.thumb.url)).status).toBe(410);
});

test('while the bucket is away uploads are to be tried again, and nothing is left half-stored', async () => {
  const { photo } = await device.deliver(relay.sessionId, 1);
  await server.stop();
  const { thumb } = await announce(2);
  const refused = await device.upload(thumb.bytes);
  expect(await failureOf(refused)).toEqual({ status: 503, code: 'unavailable' });
  const shown = await get(photo.renditions.thumb.url);
  expect(await failureOf(shown)).toEqual({ status: 503, code: 'unavailable' });
  expect(await readdir(path.join(relay.folder, 'relay', 'incoming'))).toEqual([]);
  const missing = await device.sendJson('POST', '/api/ingest/blobs/missing', {
    hashes: [thumb.ref.hash],
  });
  expect(await missing.json()).toEqual({ missing: [thumb.ref.hash] });
  expect(await (await get('/health')).json()).toMatchObject({ status: 'degraded' });
  server = await startS3Server(serverFolder);
});
