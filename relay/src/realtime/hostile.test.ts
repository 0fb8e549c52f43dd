import http from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestDevice } from '../testing/device.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { TestSockets, join, settle } from '../testing/sockets.ts';
import type { TestSocket } from '../testing/sockets.ts';

let relay: TestRelay;
const sockets = new TestSockets();
beforeEach(async () => {
  relay = await startTestRelay();
});
afterEach(async () => {
  sockets.closeAll();
  await relay.stop();
});

const connect = (extraHeaders: Record<string, string> = {}) =>
  sockets.connect(relay.url, { extraHeaders });

/** Sends what no typed client would. */
function sendRaw(socket: TestSocket, ...packet: unknown[]): void {
  const emit: unknown = Reflect.get(socket, 'emit');
  if (typeof emit !== 'function') throw new Error('A socket that cannot emit.');
  Reflect.apply(emit, socket, packet);
}

async function ask(socket: TestSocket, event: string, payload: unknown): Promise<unknown> {
  return new Promise((resolve) => sendRaw(socket, event, payload, resolve));
}

test('pages of another origin are turned away, ours and devices are let in', async () => {
  await expect(connect({ origin: 'https://evil.example' })).rejects.toThrow();
  await expect(connect({ origin: 'null' })).rejects.toThrow();
  await expect(connect({ origin: `${relay.url}.evil.example` })).rejects.toThrow();
  expect((await connect({ origin: relay.url })).connected).toBe(true);
  expect((await connect()).connected).toBe(true);
});

test('there is no way in but a WebSocket', async () => {
  const polling = await fetch(`${relay.url}/socket.io/?EIO=4&transport=polling`);
  expect(polling.status).toBe(400);
  const script = await fetch(`${relay.url}/socket.io/socket.io.js`);
  expect(script.ok).toBe(false);
});

test('malformed joins are answered with what is wrong, and nobody is harmed', async () => {
  const socket = await connect();
  for (const payload of [
    null,
    undefined,
    'text',
    42,
    [],
    {},
    { sessionId: 7 },
    { sessionId: "' or 1=1" },
    { sessionId: { $ne: null } },
    { sessionId: relay.sessionId, deviceToken: {} },
  ]) {
    expect(await ask(socket, 'join_session', payload)).toMatchObject({
      ok: false,
      error: { code: 'invalid_request' },
    });
  }
  expect(await ask(socket, 'leave_session', {})).toMatchObject({ ok: false });
  sendRaw(socket, 'join_session');
  sendRaw(socket, 'join_session', { sessionId: relay.sessionId }, 'no callback');
  sendRaw(socket, 'clock', { toString: 1 });
  sendRaw(socket, 'painted', null);
  sendRaw(socket, 'no_such_event', { a: 1 });
  sendRaw(socket, '__proto__', {});
  expect(await join(socket, { sessionId: relay.sessionId })).toMatchObject({ ok: true });
});

test('a message larger than any of ours ends the socket', async () => {
  const socket = await connect();
  const ended = new Promise((resolve) => socket.once('disconnect', resolve));
  sendRaw(socket, 'join_session', { sessionId: 'x'.repeat(10_000) });
  await ended;
  const other = await connect();
  expect(await join(other, { sessionId: relay.sessionId })).toMatchObject({ ok: true });
});

test('who talks too fast is told so, then cut; others do not notice', async () => {
  const loud = await connect();
  const quiet = await connect();
  const ended = new Promise((resolve) => loud.once('disconnect', resolve));
  const answers = Array.from({ length: 400 }, () =>
    ask(loud, 'join_session', { sessionId: relay.sessionId }).then((answer) =>
      JSON.stringify(answer),
    ),
  );
  const limited = await Promise.any(
    answers.map(async (answer) => {
      const text = await answer;
      if (!text.includes('rate_limited')) throw new Error('let through');
      return text;
    }),
  );
  expect(limited).toContain('slow down');
  await ended;
  expect(await join(quiet, { sessionId: relay.sessionId })).toMatchObject({ ok: true });
});

test('an upgrade to something else is not kept open', async () => {
  const { hostname, port } = new URL(relay.url);
  const request = http.request({
    hostname,
    port,
    path: '/elsewhere',
    headers: { connection: 'Upgrade', upgrade: 'websocket' },
  });
  const closed = new Promise((resolve) => request.once('close', resolve));
  request.on('error', () => undefined);
  request.end();
  await closed;
});

test('an upgrade to something else is not kept open where a request was answered before', async () => {
  const { hostname, port } = new URL(relay.url);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const askHealth = (headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const request = http.request({ hostname, port, agent, path: '/health', headers }, (reply) => {
        reply.resume().once('end', () => resolve(reply.statusCode));
      });
      request.once('error', reject);
      request.end();
    });
  expect(await askHealth({})).toBe(200);
  expect(await askHealth({ connection: 'upgrade', upgrade: 'h2c' })).toBe(400);
  agent.destroy();
});

test('the relay goes on serving after all of that', async () => {
  const socket = await connect();
  await join(socket, { sessionId: relay.sessionId });
  const pushed = new Promise((resolve) => socket.once('new_photo', resolve));
  await new TestDevice(relay.url).deliver(relay.sessionId, 1);
  expect(await pushed).toMatchObject({ seq: 1 });
  await settle(socket);
});
