import { mkdtemp, readdir, rm } from 'node:fs/promises';
import type https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestDevice, announce } from './testing/device.ts';
import { askNginx, findNginx, startNginx } from './testing/nginx.ts';
import type { TestNginx } from './testing/nginx.ts';
import { startTestRelay } from './testing/relay.ts';
import type { TestRelay } from './testing/relay.ts';
import { TestSockets, join } from './testing/sockets.ts';

/*
 * deploy/nginx.conf, run for real in front of a relay.
 */
const program = await findNginx();
if (program === null) {
  process.stderr.write(
    'nginx is neither installed nor to be had: its configuration is not tested.\n',
  );
}

describe.skipIf(program === null)('behind nginx', () => {
  let folder: string;
  let relay: TestRelay;
  let device: TestDevice;
  let nginx: TestNginx;
  const sockets = new TestSockets();
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'relay-nginx-'));
    relay = await startTestRelay({ front: { trustProxy: ['loopback'], purge: null } });
    device = new TestDevice(relay.url);
    nginx = await startNginx(program ?? { file: '', env: {} }, folder, [new URL(relay.url).host]);
  });
  afterEach(async () => {
    sockets.closeAll();
    await nginx.stop();
    await relay.stop();
    await rm(folder, { recursive: true });
  });

  const ask = (url: string, options: https.RequestOptions = {}, sent?: Buffer) =>
    askNginx(nginx, url, options, sent);

  async function cachedFiles(): Promise<string[]> {
    const names = await readdir(nginx.cacheFolder, { recursive: true });
    return names.filter((name) => /[0-9a-f]{32}$/.test(name));
  }

  test('a picture is kept by nginx and sent as the relay sent it', async () => {
    const { thumb } = await announce(1);
    const { photo } = await device.deliver(relay.sessionId, 1);
    const { url } = photo.renditions.thumb;
    const replies = await Promise.all(Array.from({ length: 20 }, () => ask(url)));
    replies.push(await ask(url));
    for (const { status, headers, body } of replies) {
      expect(status).toBe(200);
      expect(body).toEqual(thumb.bytes);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(headers['x-accel-expires']).toBeUndefined();
    }
    expect(await cachedFiles()).toHaveLength(1);
    const known = { headers: { 'if-none-match': replies[0]?.headers.etag } };
    expect(await ask(url, known)).toMatchObject({ status: 304 });
  });

  test('a picture comes from the cache: the relay is only asked whether it may be shown', async () => {
    const asked: (string | undefined)[] = [];
    relay.relay.app.server.on('request', (request) => {
      if (request.url?.startsWith('/media/') === true) asked.push(request.headers['if-none-match']);
    });
    const { photo } = await device.deliver(relay.sessionId, 1);
    const { url } = photo.renditions.thumb;
    const hash = path.basename(url, '.jpg');
    for (let n = 0; n < 3; n += 1) expect((await ask(url)).status).toBe(200);
    expect(asked).toEqual([undefined, `"${hash}"`, `"${hash}"`]);
  });

  test('a photo that is taken back is gone from the cache in the same moment', async () => {
    for (const shade of [10, 20, 30]) {
      const { photo } = await device.deliver(relay.sessionId, shade);
      const urls = [photo.renditions.thumb.url, photo.renditions.grid.url];
      for (const url of urls) {
        expect((await ask(url)).status).toBe(200);
        expect((await ask(url)).status).toBe(200);
      }
      await device.remove(relay.sessionId, photo.id);
      const replies = await Promise.all([...urls, ...urls, ...urls].map((url) => ask(url)));
      expect(replies.map(({ status }) => status)).toEqual([410, 410, 410, 410, 410, 410]);
    }
  });

  test('no picture is shown while there is no relay to say that it may be', async () => {
    const { photo } = await device.deliver(relay.sessionId, 1);
    const { url } = photo.renditions.thumb;
    expect((await ask(url)).status).toBe(200);
    await relay.relay.close();
    expect((await ask(url)).status).toBe(502);
  });

  test('an address that was not given out finds nothing, also when the picture is cached', async () => {
    const { photo } = await device.deliver(relay.sessionId, 1);
    const { url } = photo.renditions.thumb;
    expect((await ask(url)).status).toBe(200);
    const [, , id, signature = '', file] = url.split('/');
    const altered = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    for (const guess of [`/media/${id}/${altered}/${file}`, `/media/${id}/${file}`]) {
      expect((await ask(guess)).status).toBe(404);
    }
  });

  test('guests are counted by their own address, and cannot choose it', async () => {
    const seen: string[] = [];
    relay.relay.app.server.on('request', (request) => {
      seen.push(String(request.headers['x-forwarded-for']));
    });
    await ask('/health', { headers: { 'x-forwarded-for': '203.0.113.9' } });
    // The relay believes the last address, which is the one that nginx has seen.
    expect(seen).toEqual(['203.0.113.9, 127.0.0.1']);
  });

  test('uploads of the allowed size pass, larger ones are refused, sockets work', async () => {
    const { thumb } = await announce(1);
    const headers = { authorization: 'Bearer device-token-of-the-tests' };
    const put = { method: 'PUT', headers };
    const where = `/api/ingest/blobs/${thumb.ref.hash}`;
    expect((await ask(where, put, thumb.bytes)).status).toBe(200);
    const large = await ask(where, put, Buffer.alloc(34 * 1024 * 1024)).catch(() => null);
    expect([413, undefined]).toContain(large?.status);

    const { ca, httpsPort } = nginx;
    const url = `https://localhost:${httpsPort}`;
    const fromPage = { origin: url };
    const socket = await sockets.connect(url, { ca: ca.toString(), extraHeaders: fromPage });
    expect(await join(socket, { sessionId: relay.sessionId })).toMatchObject({ ok: true });
  });

  test('who comes without TLS is sent to where there is', async () => {
    const reply = await fetch(`http://127.0.0.1:${nginx.httpPort}/g/party`, { redirect: 'manual' });
    expect([reply.status, reply.headers.get('location')]).toEqual([
      308,
      'https://localhost/g/party',
    ]);
  });
});
