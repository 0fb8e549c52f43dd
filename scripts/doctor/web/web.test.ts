import http from 'node:http';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { TestDevice } from '../../../relay/src/testing/device.ts';
import { findNginx, startNginx, type TestNginx } from '../../../relay/src/testing/nginx.ts';
import { startTestRelay, type TestRelay } from '../../../relay/src/testing/relay.ts';
import type { Finding } from '../finding.ts';
import { checkGallery } from './pages.ts';
import { checkPictures } from './pictures.ts';
import { checkClock, judgeReady } from './relay.ts';
import { ask } from './ask.ts';
import { checkSocket } from './socket.ts';
import { checkTls } from './tls.ts';
import { checkUploads } from './uploads.ts';

const MEBIBYTE = 1024 * 1024;
const PAGE = `<!doctype html><html><head><title>Picture Live</title></head>
<body><!--gallery-data--><script type="module" src="../assets/gallery-1a2b.js"></script></body></html>`;

let folder: string;
let relay: TestRelay;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'doctor-web-'));
  await mkdir(path.join(folder, 'web/gallery'), { recursive: true });
  await mkdir(path.join(folder, 'web/assets'));
  await writeFile(path.join(folder, 'web/gallery/index.html'), PAGE);
  await writeFile(path.join(folder, 'web/assets/gallery-1a2b.js'), 'console.log(1);');
  const front = { trustProxy: ['loopback'], purge: null };
  relay = await startTestRelay({ front, maxBlobBytes: 32 * MEBIBYTE }, folder);
  await new TestDevice(relay.url).deliver(relay.sessionId, 1);
});
afterAll(async () => {
  await relay.stop();
  await rm(folder, { recursive: true });
});

/** Every check of an address, in the order of the doctor. */
async function examine(url: URL): Promise<Finding[]> {
  return [
    judgeReady(url, await ask(new URL('/ready', url))),
    await checkClock(url),
    await checkGallery(url),
    await checkSocket(url),
    await checkUploads(url, 32 * MEBIBYTE),
    await checkPictures(url),
  ];
}

const states = (findings: Finding[]) => findings.map(({ name, state }) => `${name}: ${state}`);

const WELL = [
  'relay: ok',
  'clock of the relay: ok',
  'gallery: ok',
  'live updates: ok',
  'upload limit: ok',
  'picture caching: ok',
];

test('a relay that is asked directly is well', async () => {
  const url = new URL(`/g/${relay.slug}`, relay.url);
  const findings = await examine(url);
  expect(states(findings).slice(0, -1)).toEqual(WELL.slice(0, -1));
  // It was told of a proxy, and there is none.
  expect(findings.at(-1)?.says).toContain('X-Accel-Expires');
  expect(await checkTls(url, Date.now())).toMatchObject({ state: 'ok' });
});

const program = await findNginx();
describe.skipIf(program === null)('behind deploy/nginx.conf', () => {
  let nginx: TestNginx;
  beforeAll(async () => {
    const place = path.join(folder, 'nginx');
    await mkdir(place);
    nginx = await startNginx(program ?? { file: '', env: {} }, place, [new URL(relay.url).host]);
  });
  afterAll(async () => {
    await nginx.stop();
  });
  const url = () => new URL(`https://localhost:${nginx.httpsPort}/g/${relay.slug}`);

  test('everything passes through', async () => {
    expect(states(await examine(url()))).toEqual(WELL);
  });

  test('a certificate nobody knows is told, and one that ends soon', async () => {
    const unknown = await checkTls(url(), Date.now());
    expect(unknown).toMatchObject({ state: 'fail' });
    expect(unknown.says).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), nginx.ca.toString()]);
    const soon = await checkTls(url(), Date.now());
    expect(soon.says).toMatch(/^TLSv1\.[23], the certificate holds until \d{4}-\d\d-\d\d\.$/);
    expect(soon.state).toBe('warn');
    const later = Date.now() + 5 * 86_400_000;
    expect((await checkTls(url(), later)).says).toMatch(/ended on \d{4}-\d\d-\d\d\.$/);
    const other = new URL(`https://127.0.0.1:${nginx.httpsPort}/`);
    expect((await checkTls(other, Date.now())).fix).toContain('names this host');
  });
});

/** Of what `fetch` has undone, or a server says by itself. */
const NOT_PASSED_ON = ['content-encoding', 'content-length', 'transfer-encoding', 'connection'];

/** Answers GETs as the relay does, without these headers. */
function without(...names: string[]): http.RequestListener {
  const answer = async (url: string, reply: http.ServerResponse): Promise<void> => {
    const real = await fetch(new URL(url, relay.url));
    const dropped = [...NOT_PASSED_ON, ...names];
    const kept = [...real.headers].filter(([name]) => !dropped.includes(name));
    reply.writeHead(real.status, Object.fromEntries(kept));
    reply.end(Buffer.from(await real.arrayBuffer()));
  };
  return ({ url = '/' }, reply) => {
    answer(url, reply).catch(() => reply.destroy());
  };
}

describe('behind a proxy that was set up carelessly', () => {
  const servers: http.Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  });

  /** A proxy that opens no sockets. */
  async function careless(
    answer: (request: http.IncomingMessage, reply: http.ServerResponse) => void,
  ): Promise<URL> {
    const server = http.createServer(answer).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return new URL(`http://127.0.0.1:${port}/g/${relay.slug}`);
  }

  test('one that drops what browsers keep by is found out', async () => {
    const url = await careless(without('cache-control'));
    expect(await checkGallery(url)).toMatchObject({ state: 'warn' });
    expect(await checkPictures(url)).toMatchObject({ state: 'warn' });
    const forgetful = await careless(without());
    expect((await checkPictures(forgetful)).says).toContain('X-Accel-Expires');
    const repeating = await careless(without('x-accel-expires'));
    expect((await checkPictures(repeating)).says).toBe('A picture that is known is sent again.');
  });

  test('one that opens no sockets is found out', async () => {
    const found = await checkSocket(await careless(without()));
    expect(found).toMatchObject({ state: 'fail', name: 'live updates' });
  });

  test('one with a lower limit, and one that keeps uploads back, are told apart', async () => {
    const small = await careless((_request, reply) => void reply.writeHead(413).end());
    const refused = await checkUploads(small, 32 * MEBIBYTE);
    expect(refused).toMatchObject({ state: 'fail' });
    expect(refused.fix).toContain('client_max_body_size 33m');
    const waiting = await careless((request, reply) => {
      request.resume().on('end', () => reply.writeHead(401).end());
    });
    const found = await checkUploads(waiting, 32 * MEBIBYTE, 500);
    expect(found).toMatchObject({ state: 'warn' });
    expect(found.fix).toContain('proxy_request_buffering off');
  });

  test('a page that is no relay is not taken for one', async () => {
    const url = await careless((_request, reply) => void reply.end('<h1>Welcome to nginx!</h1>'));
    const findings = await examine(url);
    expect(findings[0]?.says).toContain('is no relay');
    expect(findings.slice(0, 5).every(({ state }) => state === 'fail')).toBe(true);
  });

  test('a relay that is about to end says what is wrong', async () => {
    const checks = { database: 'ok', draining: 'The relay is about to stop.' };
    const error = { code: 'unavailable', message: 'Not ready', details: { checks } };
    const answer = (_request: http.IncomingMessage, reply: http.ServerResponse) =>
      void reply.writeHead(503).end(JSON.stringify({ error }));
    const url = await careless(answer);
    const found = judgeReady(url, await ask(new URL('/ready', url)));
    expect([found.state, found.says]).toEqual(['fail', 'draining: The relay is about to stop.']);
  });
});
