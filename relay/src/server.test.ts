import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TestDevice } from './testing/device.ts';
import { makePicture } from './testing/pictures.ts';
import { DEVICE_TOKEN } from './testing/relay.ts';
import { spawnRelay, whenReady } from './testing/relay-process.ts';
import type { RelayProcess } from './testing/relay-process.ts';
import { TestSockets, join } from './testing/sockets.ts';

let folder: string;
let running: RelayProcess[];
// Each test starts processes, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const sockets = new TestSockets();
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'relay-process-'));
  running = [];
});
afterEach(async () => {
  sockets.closeAll();
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  await rm(folder, { recursive: true });
});

async function spawn(env: Record<string, string> = {}): Promise<RelayProcess> {
  const relay = await spawnRelay(folder, env);
  running.push(relay);
  return relay;
}

test('it says when it is ready, and the next start has the same session', async () => {
  const first = await spawn({ FIRST_SESSION_TITLE: 'Summer party' });
  const ready = await whenReady(first);
  expect(ready.slug).toMatch(/^summer-party-[a-z2-7]{8}$/);
  expect((await fetch(`${ready.url}/health`)).status).toBe(200);
  const { photo } = await new TestDevice(ready.url).deliver(ready.sessionId, 1);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);

  const again = await whenReady(await spawn());
  expect([again.sessionId, again.slug]).toEqual([ready.sessionId, ready.slug]);
  expect((await fetch(new URL(photo.renditions.grid.url, again.url))).status).toBe(200);
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s lets an upload finish, says goodbye to sockets and ends well',
  async (signal) => {
    const relay = await spawn();
    const { url, sessionId } = await whenReady(relay);
    const guest = await sockets.connect(url);
    await join(guest, { sessionId });
    const goodbye = new Promise((resolve) => guest.once('disconnect', resolve));
    const { bytes, ref } = await makePicture(1);
    const upload = http.request(`${url}/api/ingest/blobs/${ref.hash}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${DEVICE_TOKEN}`, 'content-length': bytes.length },
    });
    upload.write(bytes.subarray(0, 100));
    const status = new Promise((resolve) => upload.once('response', (r) => resolve(r.statusCode)));
    await whenReceiving(url);

    relay.child.kill(signal);
    await goodbye;
    upload.end(bytes.subarray(100));
    expect(await status).toBe(200);
    expect(await relay.ended).toBe(0);
  },
);

/** The upload was sent before this; its handler has begun when a later request is answered. */
async function whenReceiving(url: string): Promise<void> {
  await expect.poll(async () => (await fetch(`${url}/health`)).status).toBe(200);
}

test('who loses the supervisor ends at once', async () => {
  const relay = await spawn();
  await whenReady(relay);
  relay.child.disconnect();
  expect(await relay.ended).toBe(1);
});

test('a busy port is one clear sentence', async () => {
  const blocker = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => blocker.once('listening', resolve));
  const address = blocker.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const relay = await spawn({ PORT: port });
  const sentence = `Port ${port} is already in use: stop the other program, or choose another port with --port.`;
  expect(await relay.message).toEqual({ type: 'start_failed', message: sentence });
  expect(await relay.ended).toBe(1);
  expect(relay.written()).toBe('');
  blocker.close();
});

test('a wrong setting is named and its secret kept', async () => {
  const relay = await spawn({ DEVICE_TOKEN: 'hush' });
  expect(await relay.message).toEqual({
    type: 'start_failed',
    message: 'The setting DEVICE_TOKEN is not usable: it must be a secret of 16 to 512 characters.',
  });
  expect(await relay.ended).toBe(1);
});

test('a folder that cannot be one is one clear sentence', async () => {
  await writeFile(path.join(folder, 'relay'), 'a file where the folder should be');
  const relay = await spawn();
  const message = await relay.message;
  expect(message).toMatchObject({ type: 'start_failed' });
  expect(JSON.stringify(message)).toContain(path.join(folder, 'relay'));
});

test('two relays never work in one folder, and the second follows a killed first', async () => {
  const first = await spawn();
  await whenReady(first);
  const second = await spawn();
  const refusal = await second.message;
  expect(refusal).toMatchObject({ type: 'start_failed' });
  expect(JSON.stringify(refusal)).toContain('Another Picture Live is already using');
  const third = await spawn();
  first.child.kill('SIGKILL');
  expect(await third.message).toMatchObject({ type: 'relay_ready' });
});

test('half-written uploads of a killed relay are thrown away', async () => {
  const incoming = path.join(folder, 'relay/incoming');
  await mkdir(incoming, { recursive: true });
  await writeFile(path.join(incoming, 'left.part'), 'half');
  const { url } = await whenReady(await spawn());
  expect((await fetch(`${url}/health`)).status).toBe(200);
  await expect(rm(path.join(incoming, 'left.part'))).rejects.toThrow('ENOENT');
});
