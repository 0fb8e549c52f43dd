import { once } from 'node:events';
import http from 'node:http';
import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sayGoodbye } from './say-goodbye.ts';

/** Longer than a test may take. */
const FOR_EVER = 3_600_000;

let server: http.Server;
const proxy = new http.Agent({ keepAlive: true, maxSockets: 1 });
beforeEach(async () => {
  server = http.createServer((_request, reply) => reply.end('here')).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  proxy.destroy();
  server.close();
});

async function ask(at: number, agent?: http.Agent): Promise<IncomingMessage> {
  const options = { port: at, host: '127.0.0.1', ...(agent !== undefined && { agent }) };
  const reply = await new Promise<IncomingMessage>((resolve, reject) => {
    http.get(options, resolve).once('error', reject);
  });
  await reply.toArray();
  return reply;
}

function port(): number {
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('It does not listen.');
  return at.port;
}

test('a connection that a proxy has kept is answered once more and ended, new ones are refused', async () => {
  const at = port();
  expect((await ask(at, proxy)).headers.connection).toBe('keep-alive');
  const leaving = sayGoodbye(server, FOR_EVER);
  await expect.poll(() => server.listening).toBe(false);
  await expect(ask(at)).rejects.toThrow('ECONNREFUSED');
  const last = await ask(at, proxy);
  expect([last.statusCode, last.headers.connection]).toEqual([200, 'close']);
  await leaving;
});

test('it is over at once where nobody is connected, and where nobody listened', async () => {
  await sayGoodbye(server, FOR_EVER);
  await sayGoodbye(server, FOR_EVER);
});

test('who keeps a connection without using it is not waited for', async () => {
  await ask(port(), proxy);
  await sayGoodbye(server, 1);
  expect(server.listening).toBe(false);
});
