import Fastify from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { App } from './app-type.ts';
import { handleErrors } from './errors.ts';
import { limitRate, networkOf } from './rate-limit.ts';

let app: App;
beforeEach(() => {
  app = Fastify();
  handleErrors(app);
  limitRate(app, { burst: 3, perSecond: 0.001 });
  app.get('/', async () => 'ok');
});
afterEach(() => app.close());

const askFrom = async (remoteAddress: string) =>
  (await app.inject({ url: '/', remoteAddress })).statusCode;

test('one address that asks too fast is slowed down, its neighbours are not', async () => {
  const first = [];
  for (let time = 0; time < 5; time += 1) first.push(await askFrom('203.0.113.7'));
  expect(first).toEqual([200, 200, 200, 429, 429]);
  expect(await askFrom('203.0.113.8')).toBe(200);
});

test('a whole IPv6 network counts as one', async () => {
  const replies = [];
  for (const host of ['1', '2', '3', '4']) replies.push(await askFrom(`2001:db8:0:7::${host}`));
  expect(replies).toEqual([200, 200, 200, 429]);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::', 'fe80:0:0:0'],
])('%s belongs to %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});
