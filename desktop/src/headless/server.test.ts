import { once } from 'node:events';
import http from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { loadUiFiles } from '../bridge/ui-files.ts';
import { sampleId, sampleShot, sampleStatus } from '../bridge/testing/samples.ts';
import { scriptedEngine, type ScriptedEngine } from '../bridge/testing/scripted-engine.ts';
import { startTetherServer, type TetherServer } from './server.ts';

const TOKEN = 'a token/with=odd characters';
let engine: ScriptedEngine;
let server: TetherServer;
let uiFolder: string;
let origin: string;
let cookie: string;

beforeEach(async () => {
  uiFolder = await mkdtemp(path.join(os.tmpdir(), 'tether-server-'));
  await writeFile(path.join(uiFolder, 'index.html'), '<!doctype html><title>Tether</title>');
  engine = scriptedEngine();
  server = await startTetherServer({
    host: engine,
    handlers: {
      ...engine.handlers,
      capabilities: async () => ({ shell: 'headless', revealInFolder: false }),
      revealShot: async () => null,
      chooseFolder: async () => ({ path: null }),
    },
    ui: await loadUiFiles(uiFolder),
    token: TOKEN,
    address: '127.0.0.1',
    port: 0,
  });
  ({ origin } = new URL(server.url));
  const signIn = await ask(server.url.slice(origin.length));
  cookie = signIn.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
});

afterEach(async () => {
  await server.close();
  await rm(uiFolder, { recursive: true });
});

interface Answer {
  status: number | undefined;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** A request with exactly these headers, which `fetch` would not let a page (or a test) choose. */
async function ask(
  where: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const request = http.request(new URL(origin), { path: where, method, headers }, resolve);
    request.on('error', reject);
    request.end(body);
  });
  return {
    status: response.statusCode,
    headers: response.headers,
    body: await text(response),
  };
}

const call = (headers: Record<string, string>, input = 'null', name = 'status') =>
  ask(`/bridge/${name}`, { method: 'POST', headers, body: input });

/** The status with which a WebSocket is refused, or 101. */
async function socket(headers: Record<string, string>, where = '/bridge/events'): Promise<number> {
  const client = new WebSocket(`${origin.replace('http', 'ws')}${where}`, { headers });
  client.on('error', () => client.terminate());
  return new Promise((resolve) => {
    client.on('open', () => {
      client.close();
      resolve(101);
    });
    client.on('unexpected-response', (_request, { statusCode }) => {
      client.terminate();
      resolve(statusCode ?? 0);
    });
  });
}

describe('signing in', () => {
  it('takes the token out of the address and keeps it from scripts and other sites', async () => {
    const reply = await ask(server.url.slice(origin.length));
    expect(reply.status).toBe(303);
    expect(reply.headers.location).toBe('/');
    const [set = ''] = reply.headers['set-cookie'] ?? [];
    expect(set).toMatch(/; HttpOnly; SameSite=Strict$/);
    expect(set).not.toContain(encodeURIComponent(TOKEN));
    const page = await ask('/', { headers: { cookie } });
    expect(page).toMatchObject({ status: 200, body: '<!doctype html><title>Tether</title>' });
  });

  it('survives a restart: the same token still fits its cookie', async () => {
    const { port } = new URL(origin);
    await server.close();
    server = await startTetherServer({
      host: engine,
      handlers: {
        ...engine.handlers,
        capabilities: async () => ({ shell: 'headless', revealInFolder: false }),
        revealShot: async () => null,
        chooseFolder: async () => ({ path: null }),
      },
      ui: await loadUiFiles(uiFolder),
      token: TOKEN,
      address: '127.0.0.1',
      port: Number(port),
    });
    expect((await ask('/', { headers: { cookie } })).status).toBe(200);
  });

  it('says what to do to who has no token, in their language', async () => {
    const page = await ask('/', { headers: { 'accept-language': 'en-GB,en;q=0.9' } });
    expect(page).toMatchObject({ status: 401 });
    expect(page.body).toContain('token=');
    const chinese = await ask('/', { headers: { 'accept-language': 'zh-CN,zh;q=0.9' } });
    expect(chinese.body).toContain('密钥');
  });
});

describe('without the token', () => {
  const wrong = [
    {},
    { cookie: 'picture-live-tether-1=x' },
    { authorization: 'Bearer wrong' },
    { authorization: 'Bearer ' },
  ] as Record<string, string>[];

  it.each(wrong)('nothing answers to %j', async (headers) => {
    engine.picture = Buffer.from('jpeg');
    expect((await ask('/', { headers })).status).toBe(401);
    expect((await ask('/?token=wrong', { headers })).status).toBe(401);
    expect((await ask(`/media/${sampleId(1)}/1/grid.jpg`, { headers })).status).toBe(401);
    const refused = await call({ ...headers, origin });
    expect(refused.status).toBe(401);
    expect(JSON.parse(refused.body)).toMatchObject({ error: { code: 'unauthorized' } });
    expect(await socket({ ...headers, origin })).toBe(401);
  });
});

describe('a page elsewhere', () => {
  it('gets nothing under a name that only points here', async () => {
    for (const host of ['evil.example', 'evil.example:80', '127.0.0.1.evil.example']) {
      expect((await ask('/', { headers: { host, cookie } })).status).toBe(403);
      expect(await socket({ host, cookie, origin: `http://${host}` })).not.toBe(101);
    }
  });

  it.each(['https://evil.example', 'http://127.0.0.1:1', 'null'])(
    'cannot use the signed-in browser from %s',
    async (foreign) => {
      expect((await call({ cookie, origin: foreign })).status).toBe(403);
      expect(await socket({ cookie, origin: foreign })).toBe(403);
    },
  );

  it('cannot act by leaving its origin out', async () => {
    expect((await call({ cookie })).status).toBe(403);
    expect(await socket({ cookie })).toBe(403);
  });
});

describe('signed in', () => {
  it('may come by any name of this machine', async () => {
    const { port } = new URL(origin);
    for (const name of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST']) {
      expect((await ask('/', { headers: { host: `${name}:${port}`, cookie } })).status).toBe(200);
    }
  });

  it('calls the engine, as a page or as a script', async () => {
    const reply = await call({ cookie, origin });
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.body)).toEqual(sampleStatus());
    expect((await call({ authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  });

  it('gets the status of what went wrong', async () => {
    const headers = { cookie, origin };
    expect((await call(headers, '{', 'status')).status).toBe(400);
    expect((await call(headers, '7', 'status')).status).toBe(400);
    expect((await call(headers, 'null', 'nothing')).status).toBe(404);
    expect((await call(headers, '{"shotId":"x"}', 'retryShot')).status).toBe(404);
    expect((await call(headers, `"${'x'.repeat(100_000)}"`)).status).toBe(400);
    expect((await ask('/bridge/status', { headers })).status).toBe(404);
    expect((await ask('/', { method: 'DELETE', headers })).status).toBe(405);
    expect(await socket(headers, '/bridge/else')).toBe(404);
  });

  it('sees the pictures that are there', async () => {
    const where = `/media/${sampleId(1)}/1/grid.jpg`;
    expect((await ask(where, { headers: { cookie } })).status).toBe(404);
    engine.picture = Buffer.from('jpeg');
    const picture = await ask(where, { headers: { cookie } });
    expect(picture).toMatchObject({ status: 200, body: 'jpeg' });
    expect((await ask(where, { method: 'HEAD', headers: { cookie } })).body).toBe('');
  });

  it('hears every event, until it goes', async () => {
    const client = new WebSocket(`${origin.replace('http', 'ws')}/bridge/events`, {
      headers: { cookie, origin },
    });
    await once(client, 'open');
    engine.emit({ type: 'shots', shots: [sampleShot(1)] });
    const parts: unknown[] = await once(client, 'message');
    expect(JSON.parse(String(parts[0]))).toEqual({ type: 'shots', shots: [sampleShot(1)] });
    client.close();
    await once(client, 'close');
  });
});

describe('every answer', () => {
  it('lets the page load nothing from elsewhere', async () => {
    for (const where of ['/', '/nothing', '/?token=wrong']) {
      const { headers } = await ask(where, { headers: { cookie } });
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
  });
});

describe('closing', () => {
  it('says goodbye to open pages and lets go of the engine', async () => {
    const client = new WebSocket(`${origin.replace('http', 'ws')}/bridge/events`, {
      headers: { cookie, origin },
    });
    await once(client, 'open');
    const gone = once(client, 'close');
    await server.close();
    expect((await gone)[0]).toBe(1001);
    expect(engine.listeners()).toBe(0);
    await expect(ask('/')).rejects.toThrow('ECONNREFUSED');
  });
});
