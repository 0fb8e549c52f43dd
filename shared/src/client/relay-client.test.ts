import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { PictureLiveError } from '../errors/index.ts';
import type { PublishPhoto } from '../protocol/index.ts';
import { createRelayClient, type RelayClientOptions } from './relay-client.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

async function listen(handler: Handler): Promise<string> {
  const server = createServer(handler).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return `http://127.0.0.1:${address.port}`;
}

async function clientOf(handler: Handler, options: Partial<RelayClientOptions> = {}) {
  return createRelayClient({ baseUrl: await listen(handler), ...options });
}

function answer(status: number, body: unknown): Handler {
  return (request, response) => {
    request.resume();
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
}

function html(status: number): Handler {
  return (_, response) => {
    response
      .writeHead(status, { 'content-type': 'text/html' })
      .end('<h1>Welcome to our Wi-Fi</h1>');
  };
}

async function failureOf(promise: Promise<unknown>): Promise<PictureLiveError> {
  const outcome: unknown = await promise.catch((error: unknown) => error);
  if (outcome instanceof PictureLiveError) return outcome;
  throw new Error('The call did not fail as it should.');
}

const ID = '01931b9e-3b60-7000-8000-000000000001';
const SESSION = {
  id: ID,
  slug: 'anna-and-li',
  title: 'Anna & Li',
  createdAt: 1,
  lastSeq: 7,
  era: '',
  photoCount: 3,
};
const HASH = 'a'.repeat(64);
const RENDITION = { hash: HASH, width: 400, height: 267, bytes: 9, type: 'image/jpeg' } as const;
const PUBLICATION: PublishPhoto = {
  revision: 1,
  sourceHash: HASH,
  width: 6000,
  height: 4000,
  capturedAt: 1,
  thumbhash: 'HBkSHYSIeHiPiHh8eJd4eTN0EEQG',
  renditions: { thumb: RENDITION, grid: RENDITION },
  timeline: { fileComplete: 1, rendered: 2, stored: 3 },
};

test('a call goes where it should and its reply is parsed', async () => {
  const seen: string[] = [];
  const client = await clientOf((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    const page = { photos: [], nextCursor: 'older' };
    const feed = { events: [], lastSeq: 7, more: false, era: '' };
    const { pathname } = new URL(request.url ?? '', 'http://relay');
    const body = pathname.endsWith('/feed') ? feed : pathname.endsWith('/photos') ? page : SESSION;
    answer(200, body)(request, response);
  });
  expect(await client.session('anna-and-li')).toEqual(SESSION);
  expect(await client.photos({ sessionId: ID, after: 'a/b', limit: 5 })).toEqual({
    photos: [],
    nextCursor: 'older',
  });
  expect(await client.feed({ sessionId: ID, after: 3 })).toMatchObject({ lastSeq: 7 });
  expect(seen).toEqual([
    'GET /api/sessions/anna-and-li undefined',
    `GET /api/photos?sessionId=${ID}&after=a%2Fb&limit=5 undefined`,
    `GET /api/sessions/${ID}/feed?after=3 undefined`,
  ]);
});

test('a device shows its token with every call and uploads the bytes as they are', async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(60_000));
  const got: { method: string; token: string; body: Buffer }[] = [];
  const client = await clientOf(
    (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const token = request.headers.authorization ?? '';
        got.push({ method: request.method ?? '', token, body: Buffer.concat(chunks) });
        const reply = request.url?.endsWith('/missing')
          ? { missing: [HASH] }
          : { hash: HASH, bytes: bytes.length };
        answer(200, reply)(request, response);
      });
    },
    { deviceToken: 'secret' },
  );
  expect(await client.missingBlobs([HASH])).toEqual([HASH]);
  expect(await client.putBlob(HASH, bytes)).toEqual({ hash: HASH, bytes: bytes.length });
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  await client.putBlob(HASH, shared);
  expect(got.map(({ method, token }) => `${method} ${token}`)).toEqual([
    'POST Bearer secret',
    'PUT Bearer secret',
    'PUT Bearer secret',
  ]);
  expect(got[0]?.body.toString()).toBe(JSON.stringify({ hashes: [HASH] }));
  expect(got[1]?.body.equals(bytes)).toBe(true);
  expect(got[2]?.body.equals(bytes)).toBe(true);
});

test('what the relay says is wrong arrives with its code, sentence and details', async () => {
  const error = { code: 'blobs_missing', message: 'Upload first.', details: { missing: [HASH] } };
  const client = await clientOf(answer(409, { error }));
  const failure = await failureOf(client.publish(ID, ID, PUBLICATION));
  expect(failure).toMatchObject({ ...error, retry: true, status: 409 });
});

test('a code that only a newer relay knows is understood by its status', async () => {
  const statuses: [number, string][] = [
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [418, 'invalid_request'],
    [429, 'rate_limited'],
    [599, 'unavailable'],
  ];
  for (const [status, code] of statuses) {
    const client = await clientOf(answer(status, { error: { code: 'brand_new', message: '!' } }));
    expect(await failureOf(client.health())).toMatchObject({ code, message: '!' });
  }
});

test('a relay that is not there is unreachable, with the reason kept', async () => {
  const baseUrl = await listen(answer(200, {}));
  servers[0]?.closeAllConnections();
  servers[0]?.close();
  const failure = await failureOf(createRelayClient({ baseUrl }).health());
  expect(failure).toMatchObject({ code: 'relay_unreachable', retry: true });
  expect(failure.cause).toBeInstanceOf(TypeError);
});

test('a relay that does not answer is given up after the timeout', async () => {
  const client = await clientOf(() => {}, { timeoutMs: 50 });
  const failure = await failureOf(client.health());
  expect(failure.code).toBe('relay_unreachable');
  expect(failure.cause).toMatchObject({ message: 'No answer within 50 ms.' });
});

test('a reply that breaks off is the same as no reply', async () => {
  const client = await clientOf((_, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"status":');
    setTimeout(() => response.destroy(), 20);
  });
  expect(await failureOf(client.health())).toMatchObject({ code: 'relay_unreachable' });
});

test('an upload ends with its signal, and leaves no listener on it', async () => {
  const client = await clientOf(() => {});
  const controller = new AbortController();
  const upload = failureOf(client.putBlob(HASH, new Uint8Array(9), { signal: controller.signal }));
  controller.abort(new Error('The laptop goes to sleep.'));
  expect((await upload).cause).toMatchObject({ message: 'The laptop goes to sleep.' });
  const late = client.putBlob(HASH, new Uint8Array(9), { signal: controller.signal });
  expect((await failureOf(late)).cause).toMatchObject({ message: 'The laptop goes to sleep.' });
});

test('a sign-in page of the network is never taken for the relay’s word on a photo', async () => {
  for (const status of [200, 302, 401, 403, 404, 410, 511]) {
    const client = await clientOf(html(status), { deviceToken: 'secret' });
    expect(await failureOf(client.removePhoto(ID, ID))).toMatchObject({ retry: true });
    expect(await failureOf(client.publish(ID, ID, PUBLICATION))).toMatchObject({ retry: true });
  }
  const proxy = await clientOf(html(413));
  expect(await failureOf(proxy.putBlob(HASH, new Uint8Array(9)))).toMatchObject({
    code: 'blob_too_large',
    retry: false,
  });
});

test('token and photos are not sent on to wherever a redirect points', async () => {
  let visitors = 0;
  const elsewhere = await listen((request, response) => {
    visitors += 1;
    answer(200, { hash: HASH, bytes: 9 })(request, response);
  });
  const client = await clientOf((request, response) => {
    request.resume();
    response.writeHead(307, { location: `${elsewhere}${request.url}` }).end();
  });
  const failure = await failureOf(client.putBlob(HASH, new Uint8Array(9)));
  expect(failure.code).toBe('relay_unreachable');
  expect(visitors).toBe(0);
});

test('a reply of the wrong shape is refused, saying which call it was', async () => {
  const client = await clientOf(answer(200, { ...SESSION, lastSeq: -1 }));
  const failure = await failureOf(client.session(ID));
  expect(failure.code).toBe('internal');
  expect(failure.message).toContain(`GET /api/sessions/${ID}`);
});

test('taking a photo back needs no content in the reply', async () => {
  const client = await clientOf((_, response) => response.writeHead(204).end());
  await expect(client.removePhoto(ID, ID)).resolves.toBeUndefined();
});
