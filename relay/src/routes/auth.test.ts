import { LoggedIn, Profile, TokenPair } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PASSWORD, TestCaller, registerUser } from '../testing/accounts.ts';
import { findRole } from '../repositories/members.ts';
import { withDatabase } from '../testing/neighbours.ts';
import { DEVICE_TOKEN, startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';

let relay: TestRelay;
let anybody: TestCaller;
beforeEach(async () => {
  relay = await startTestRelay();
  anybody = new TestCaller(relay.url);
});
afterEach(() => relay.stop());

const email = 'anna@studio.example';
const login = (changes = {}) =>
  anybody.call('POST', '/api/auth/login', { email, password: PASSWORD, ...changes });

test('who starts the relay registers, is logged in, and owns what is there', async () => {
  const anna = await registerUser(relay);
  expect(anna.loggedIn.user).toMatchObject({ email, name: 'Anna', admin: true });
  expect(anna.loggedIn.expiresIn).toBe(900);
  const role = await withDatabase(relay, (db) => findRole(db, relay.sessionId, anna.id));
  expect(role).toBe('owner');
  for (const path of ['/api/auth/profile', '/api/auth/me', '/api/users/profile']) {
    const reply = await anna.call('GET', path);
    expect(Profile.parse(await reply.json())).toEqual(anna.loggedIn.user);
  }
});

test('an account is found however its address is typed', async () => {
  await registerUser(relay, { email: '  Anna@Studio.Example ' });
  for (const typed of [email, 'ANNA@STUDIO.EXAMPLE', ' anna@studio.example']) {
    const reply = await login({ email: typed });
    expect(LoggedIn.parse(await reply.json()).user.email).toBe(email);
  }
});

test('a wrong password and an unknown account sound the same', async () => {
  await registerUser(relay);
  const replies = [
    await login({ password: 'not the password' }),
    await login({ email: 'nobody@studio.example' }),
  ];
  const said = await Promise.all(replies.map(async (reply) => [reply.status, await reply.text()]));
  expect(said[0]).toEqual(said[1]);
  expect(said[0]?.[0]).toBe(401);
});

test('a login is renewed again and again, and over once it is logged out', async () => {
  const anna = await registerUser(relay);
  let { refreshToken } = anna.loggedIn;
  for (let time = 0; time < 3; time += 1) {
    const reply = await anybody.call('POST', '/api/auth/refresh', { refreshToken });
    const pair = TokenPair.parse(await reply.json());
    expect(pair.refreshToken).not.toBe(refreshToken);
    ({ refreshToken } = pair);
    anna.token = pair.accessToken;
  }
  expect((await anna.call('GET', '/api/auth/me')).status).toBe(200);
  expect((await anybody.call('POST', '/api/auth/logout', { refreshToken })).status).toBe(204);
  const unauthorized = { status: 401, code: 'unauthorized' };
  expect(await failureOf(await anna.call('GET', '/api/auth/me'))).toEqual(unauthorized);
  const refreshed = await anybody.call('POST', '/api/auth/refresh', { refreshToken });
  expect(await failureOf(refreshed)).toEqual(unauthorized);
});

test('logging out ends one login, logging out everywhere all', async () => {
  const first = await registerUser(relay);
  const others: LoggedIn[] = [];
  for (let count = 0; count < 3; count += 1) {
    others.push(LoggedIn.parse(await (await login()).json()));
  }
  const alive = async () => {
    const tokens = [first.loggedIn, ...others].map(({ accessToken }) => accessToken);
    const replies = tokens.map((token) =>
      new TestCaller(relay.url, token).call('GET', '/api/auth/me'),
    );
    return (await Promise.all(replies)).map((reply) => reply.status);
  };
  await first.call('POST', '/api/auth/logout', {});
  expect(await alive()).toEqual([401, 200, 200, 200]);
  const second = new TestCaller(relay.url, others[0]?.accessToken ?? '');
  await second.call('POST', '/api/auth/logout', { everywhere: true });
  expect(await alive()).toEqual([401, 401, 401, 401]);
});

test('a device token is no account', async () => {
  const device = new TestCaller(relay.url, DEVICE_TOKEN);
  expect(await failureOf(await device.call('GET', '/api/auth/me'))).toEqual({
    status: 403,
    code: 'forbidden',
  });
});
