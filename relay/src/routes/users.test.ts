import { LoggedIn, Profile } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PASSWORD, TestCaller, registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { TestDevice } from '../testing/device.ts';
import { addSession } from '../testing/neighbours.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';
import { TestSockets, join } from '../testing/sockets.ts';

let relay: TestRelay;
let anna: TestUser;
const sockets = new TestSockets();
beforeEach(async () => {
  relay = await startTestRelay({ registration: 'open' });
  anna = await registerUser(relay);
});
afterEach(async () => {
  sockets.closeAll();
  await relay.stop();
});

const login = async (password: string): Promise<Response> =>
  new TestCaller(relay.url).call('POST', '/api/auth/login', {
    email: 'anna@studio.example',
    password,
  });

test('a new password ends every other login, with its sockets', async () => {
  const other = LoggedIn.parse(await (await login(PASSWORD)).json());
  const socket = await sockets.connect(relay.url);
  const entered = await join(socket, { sessionId: relay.sessionId, token: other.accessToken });
  expect(entered).toMatchObject({ ok: true });
  const cut = new Promise((resolve) => socket.once('disconnect', resolve));
  const newPassword = 'another long password';
  const change = { currentPassword: PASSWORD, newPassword };
  expect((await anna.call('POST', '/api/users/change-password', change)).status).toBe(204);
  expect(await cut).toBe('io server disconnect');
  expect((await anna.call('GET', '/api/auth/me')).status).toBe(200);
  const second = new TestCaller(relay.url, other.accessToken);
  expect((await second.call('GET', '/api/auth/me')).status).toBe(401);
  expect((await login(PASSWORD)).status).toBe(401);
  expect((await login(newPassword)).status).toBe(200);
});

test('somebody with a stolen token guesses the password a few times', async () => {
  const seen = [];
  for (let guess = 0; guess < 7; guess += 1) {
    const change = { currentPassword: `guess ${guess}`, newPassword: 'another long password' };
    const reply = await anna.call('POST', '/api/users/change-password', change);
    seen.push(reply.status);
  }
  expect(seen).toEqual([401, 401, 401, 401, 401, 429, 429]);
});

test('failed logins are told how long to wait', async () => {
  let reply = await login('wrong');
  for (let guess = 0; guess < 5; guess += 1) reply = await login('wrong');
  expect([reply.status, await reply.json()]).toMatchObject([
    429,
    { error: { code: 'rate_limited', details: { retryAfter: 1 } } },
  ]);
  expect(reply.headers.get('retry-after')).toBe('1');
});

test('name and address change; the address needs the password', async () => {
  const named = await anna.call('PUT', '/api/auth/profile', { name: ' Anna M. ' });
  expect(Profile.parse(await named.json())).toMatchObject({ name: 'Anna M.' });
  const email = 'New@studio.example';
  expect(await failureOf(await anna.call('PUT', '/api/auth/me', { email }))).toEqual({
    status: 401,
    code: 'invalid_credentials',
  });
  const moved = await anna.call('PUT', '/api/users/profile', { email, password: PASSWORD });
  expect(Profile.parse(await moved.json())).toMatchObject({
    name: 'Anna M.',
    email: 'new@studio.example',
  });
  await registerUser(relay, { email: 'taken@studio.example' });
  const taken = { email: 'taken@studio.example', password: PASSWORD };
  expect(await failureOf(await anna.call('PUT', '/api/auth/me', taken))).toEqual({
    status: 409,
    code: 'account_exists',
  });
});

test('the numbers are of one’s own sessions', async () => {
  await new TestDevice(relay.url).deliver(relay.sessionId, 1);
  await addSession(relay);
  const stats = async (user: TestUser) => (await user.call('GET', '/api/users/stats')).json();
  expect(await stats(anna)).toEqual({ sessions: 1, photos: 1, members: 1 });
  const li = await registerUser(relay, { email: 'li@studio.example' });
  expect(await stats(li)).toEqual({ sessions: 0, photos: 0, members: 0 });
});

test.each([
  ['/api/auth/register', { email: 'x', password: PASSWORD, name: 'X' }],
  ['/api/auth/register', { email: 'x@y.example', password: 'too short', name: 'X' }],
  ['/api/auth/register', { email: 'x@y.example', password: 'x'.repeat(257), name: 'X' }],
  ['/api/auth/register', { email: 'x@y.example', password: PASSWORD, name: ' ' }],
  ['/api/auth/login', { email: ['x@y.example'], password: PASSWORD }],
  ['/api/auth/login', { email: 'x@y.example', password: { $ne: '' } }],
  ['/api/auth/refresh', { refreshToken: 'short' }],
  ['/api/auth/logout', { refreshToken: 1 }],
  ['/api/devices/pairing', { name: '' }],
  ['/api/devices/pairing/token', {}],
])('%s refuses what is malformed', async (path, body) => {
  const reply = await new TestCaller(relay.url).call('POST', path, body);
  expect(await failureOf(reply)).toEqual({ status: 400, code: 'invalid_request' });
});

test.each(['', 'Bearer', 'Basic YTpi', 'Bearer eyJ.x.y', `Bearer ${'x'.repeat(3_000)}`])(
  'the header %j gets nobody in',
  async (authorization) => {
    const reply = await fetch(`${relay.url}/api/auth/me`, { headers: { authorization } });
    expect(await failureOf(reply)).toEqual({ status: 401, code: 'unauthorized' });
  },
);
