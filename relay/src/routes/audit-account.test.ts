import { LoggedIn, NewInvitation } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PASSWORD, TestCaller, registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { ownActions } from '../testing/audit.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';

let relay: TestRelay;
let anna: TestUser;
beforeEach(async () => {
  relay = await startTestRelay({ registration: 'open' });
  anna = await registerUser(relay);
});
afterEach(() => relay.stop());

test('one reads of one’s own account who logged in, failed to, or changed its password', async () => {
  const login = { email: 'anna@studio.example', password: PASSWORD };
  const nobody = new TestCaller(relay.url);
  await nobody.call('POST', '/api/auth/login', { ...login, password: 'something else' });
  await nobody.call('POST', '/api/auth/login', { ...login, email: 'nobody@studio.example' });
  await nobody.call('POST', '/api/auth/login', login);
  const change = { currentPassword: 'not this one', newPassword: 'another long password' };
  await anna.call('POST', '/api/users/change-password', change);
  await anna.call('POST', '/api/users/change-password', { ...change, currentPassword: PASSWORD });
  const email = { email: 'anna@elsewhere.example', password: change.newPassword };
  await anna.call('PUT', '/api/users/profile', email);
  const invited = await anna.call('POST', '/api/auth/invitations', { email: 'li@studio.example' });
  const { id } = NewInvitation.parse(await invited.json());
  await anna.call('DELETE', `/api/auth/invitations/${id}`);
  const { refreshToken } = anna.loggedIn;
  const used = await nobody.call('POST', '/api/auth/refresh', { refreshToken });
  expect(used.status).toBe(200);
  await vi.waitFor(async () => expect(await ownActions(anna)).toContain('login_failed'), {
    timeout: 20_000,
  });
  const actions = await ownActions(anna);
  expect(actions.filter((action) => action === 'login_failed')).toHaveLength(1);
  expect(actions.filter((action) => action !== 'login_failed')).toEqual([
    'account_made',
    'login',
    'login',
    'password_refused',
    'password_changed',
    'email_changed',
    'invitation_made',
    'invitation_withdrawn',
  ]);
  await anna.call('POST', '/api/auth/logout', { everywhere: true });
  const again = { email: email.email, password: change.newPassword };
  const back = await nobody.call('POST', '/api/auth/login', again);
  const { accessToken } = LoggedIn.parse(await back.json());
  const returned = new TestCaller(relay.url, accessToken);
  expect((await ownActions(returned)).slice(-2)).toEqual(['logout_everywhere', 'login']);
});

test('a token that two have used is on record', async () => {
  const nobody = new TestCaller(relay.url);
  const refresh = async (client: string): Promise<number> => {
    const headers = { 'content-type': 'application/json', 'user-agent': client };
    const body = JSON.stringify({ refreshToken: anna.loggedIn.refreshToken });
    const init = { method: 'POST', headers, body };
    return (await fetch(`${relay.url}/api/auth/refresh`, init)).status;
  };
  expect([await refresh('a browser'), await refresh('somebody else')]).toEqual([200, 401]);
  const login = { email: 'anna@studio.example', password: PASSWORD };
  const reply = await nobody.call('POST', '/api/auth/login', login);
  const { accessToken } = LoggedIn.parse(await reply.json());
  const back = new TestCaller(relay.url, accessToken);
  expect(await ownActions(back)).toEqual(['account_made', 'login', 'login_stolen', 'login']);
});
