import type { FastifyRequest } from 'fastify';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { fromNetworks } from './from-network.ts';

/** What the check says of a request that comes from an address. */
async function ask(
  networks: string[],
  remoteAddress: string,
  headers: Record<string, string> = {},
): Promise<boolean> {
  const isNear = fromNetworks(networks);
  const app = Fastify();
  app.get('/', async (request: FastifyRequest) => ({ near: isNear(request) }));
  const reply = await app.inject({ url: '/', remoteAddress, headers });
  await app.close();
  return reply.json<{ near: boolean }>().near;
}

test.each([
  [['10.0.0.0/8'], '10.1.2.3', true],
  [['10.0.0.0/8'], '::ffff:10.1.2.3', true],
  [['10.0.0.0/8'], '11.1.2.3', false],
  [['uniquelocal'], '192.168.1.9', true],
  [['uniquelocal'], 'fd00::7', true],
  [['loopback'], '::1', true],
  [['203.0.113.7', '2001:db8::/32'], '203.0.113.7', true],
  [['203.0.113.7', '2001:db8::/32'], '2001:db8::1', true],
  [['203.0.113.7'], '203.0.113.8', false],
  [[], '127.0.0.1', false],
])('of %j %s is: %s', async (networks, address, is) => {
  expect(await ask(networks, address)).toBe(is);
});

test('a proxy in the house does not let its guests in', async () => {
  const forwarded = { 'x-forwarded-for': '198.51.100.1' };
  expect(await ask(['10.0.0.0/8'], '10.1.2.3', forwarded)).toBe(false);
});
