import { PageAccess, PageLoggedIn } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PASSWORD, registerUser } from '../testing/accounts.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';

let relay: TestRelay;
beforeEach(async () => {
  relay = await startTestRelay();
});
afterEach(() => relay.stop());

const anna = { email: 'anna@studio.example', password: PASSWORD };

function post(call: string, body?: unknown, headers: Record<string, string> = {}) {
  return fetch(`${relay.url}/api/auth/page/${call}`, {
    method: 'POST',
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const cookieOf = (reply: Response): string =>
  reply.headers.getSetCookie()[0]?.split(';')[0] ?? 'none';
const profile = async (token: string): Promise<number> => {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${relay.url}/api/auth/profile`, { headers })).status;
};

test('a page that logs in gets nothing that lasts, and its cookie is for the relay alone', async () => {
  await registerUser(relay);
  const reply = await post('login', anna);
  const text = await reply.text();
  expect(PageLoggedIn.parse(JSON.parse(text)).user.email).toBe(anna.email);
  expect(text).not.toContain(cookieOf(reply).slice('login='.length));
  const [cookie = ''] = reply.headers.getSetCookie();
  for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/api/auth/page', 'Max-Age=2592000']) {
    expect(cookie).toContain(part);
  }
});

test('a page knows how somebody may get an account', async () => {
  const ask = async (headers = {}): Promise<unknown> =>
    (await fetch(`${relay.url}/api/auth/page`, { headers })).json();
  expect(await ask()).toEqual({ registration: 'first' });
  expect(await ask({ 'x-forwarded-for': '192.0.2.1' })).toEqual({
    registration: 'first_elsewhere',
  });
  await registerUser(relay);
  expect(await ask()).toEqual({ registration: 'invitation' });
});

test('the first account can be made by the page on this computer', async () => {
  const reply = await post('register', { ...anna, name: 'Anna' });
  expect(reply.status).toBe(201);
  const { accessToken, user } = PageLoggedIn.parse(await reply.json());
  expect(user.admin).toBe(true);
  expect(await profile(accessToken)).toBe(200);
});

test('a login goes on by its cookie, which is another one each time', async () => {
  await registerUser(relay);
  let cookie = cookieOf(await post('login', anna));
  for (let time = 0; time < 3; time += 1) {
    const reply = await post('refresh', undefined, { cookie });
    expect(await profile(PageAccess.parse(await reply.json()).accessToken)).toBe(200);
    expect(cookieOf(reply)).not.toBe(cookie);
    cookie = cookieOf(reply);
  }
});

test('who is not logged in is told so without an error', async () => {
  expect((await post('refresh')).status).toBe(204);
  const gone = await post('refresh', undefined, { cookie: `login=${'x'.repeat(43)}` });
  expect(gone.status).toBe(204);
  expect(gone.headers.getSetCookie()[0]).toContain('Max-Age=0');
});

test('who logs out has logged out', async () => {
  await registerUser(relay);
  const login = await post('login', anna);
  const { accessToken } = PageLoggedIn.parse(await login.json());
  const cookie = cookieOf(login);
  const reply = await post('logout', {}, { cookie });
  expect(reply.status).toBe(204);
  expect(reply.headers.getSetCookie()[0]).toContain('Max-Age=0');
  expect(await profile(accessToken)).toBe(401);
  expect((await post('refresh', undefined, { cookie })).status).toBe(204);
});

test('a page of somebody else can neither use the cookie nor set one', async () => {
  await registerUser(relay);
  const cookie = cookieOf(await post('login', anna));
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://elsewhere.example' },
  ]) {
    const replies = [
      await post('login', anna, { ...headers }),
      await post('refresh', undefined, { ...headers, cookie }),
      await post('logout', {}, { ...headers, cookie }),
    ];
    for (const reply of replies) {
      expect(reply.status).toBe(403);
      expect(reply.headers.getSetCookie()).toEqual([]);
    }
  }
  expect((await post('refresh', undefined, { cookie })).status).toBe(200);
});
