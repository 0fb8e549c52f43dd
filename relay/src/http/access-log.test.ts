import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRelay } from '../relay.ts';
import type { Relay } from '../relay.ts';
import { TestDevice } from '../testing/device.ts';
import { DEVICE_TOKEN, testConfig } from '../testing/relay.ts';

let folder: string;
let relay: Relay;
let lines: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'relay-log-'));
  lines = '';
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines += chunk.toString();
      done();
    },
  });
  relay = await openRelay(testConfig(folder), { level: 'trace', stream });
});
afterEach(async () => {
  await relay.close();
  await rm(folder, { recursive: true });
});

test('the log says what was asked and never the token, the link or the picture', async () => {
  const url = await relay.app.listen({ port: 0, host: '127.0.0.1' });
  const { photo } = await new TestDevice(url).deliver(relay.session.id, 1);
  await fetch(new URL(photo.renditions.thumb.url, url));
  await fetch(`${url}/g/${relay.session.slug}`);
  await fetch(`${url}/api/sessions/${relay.session.slug}/feed`);
  await expect.poll(() => lines).toContain('/api/sessions/:id/feed');
  expect(lines).toContain('/api/ingest/blobs/:sha256');
  expect(lines).toContain('/g/:slug');
  for (const secret of [DEVICE_TOKEN, relay.session.slug, photo.id, '/media']) {
    expect(lines).not.toContain(secret);
  }
});
