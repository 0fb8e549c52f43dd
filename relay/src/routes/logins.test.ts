import {
  AcceptedInvitation,
  Devices,
  LoggedIn,
  Members,
  NewInvitation,
  OwnLogins,
} from '@picture-live/shared/protocol';
import type { LoginInfo } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PASSWORD, registerUser, TestCaller } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { TestDevice } from '../testing/device.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { createSession } from '../testing/sessions.ts';

let relay: TestRelay;
let anna: TestUser;
beforeEach(async () => {
  relay = await startTestRelay({ registration: 'invitation' });
  anna = await registerUser(relay);
});
afterEach(() => relay.stop());

async function loginsOf(caller: TestCaller): Promise<LoginInfo[]> {
  return OwnLogins.parse(await (await caller.call('GET', '/api/auth/logins')).json()).logins;
}

async function logInWith(userAgent: string): Promise<TestCaller> {
  const reply = await fetch(`${relay.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': userAgent },
    body: JSON.stringify({ email: 'anna@studio.example', password: PASSWORD }),
  });
  return new TestCaller(relay.url, LoggedIn.parse(await reply.json()).accessToken);
}

const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) Version/18.5 Mobile Safari/604.1';

test('one sees where one is logged in, ends one of them, and then all others', async () => {
  const [phone, tablet] = [await logInWith(PHONE), await logInWith('iPad Safari/604.1')];
  const logins = await loginsOf(anna);
  expect(logins.map(({ client }) => client)).toEqual(
    expect.arrayContaining(['Safari · iPhone', 'Safari · iPad', 'Node.js']),
  );
  expect(logins.filter(({ current }) => current)).toHaveLength(1);
  const lost = logins.find(({ client }) => client === 'Safari · iPhone')?.id ?? '';
  expect((await anna.call('DELETE', `/api/auth/logins/${lost}`)).status).toBe(204);
  expect((await phone.call('GET', '/api/auth/profile')).status).toBe(401);
  expect((await anna.call('DELETE', `/api/auth/logins/${lost}`)).status).toBe(404);
  await anna.call('DELETE', '/api/auth/logins');
  expect((await tablet.call('GET', '/api/auth/profile')).status).toBe(401);
  expect(await loginsOf(anna)).toMatchObject([{ current: true }]);
});

async function invite(body: object): Promise<NewInvitation> {
  const reply = await anna.call('POST', '/api/auth/invitations', body);
  return NewInvitation.parse(await reply.json());
}

async function roleOf(sessionId: string, userId: string): Promise<string | undefined> {
  const reply = await anna.call('GET', `/api/sessions/${sessionId}/members`);
  const { members } = Members.parse(await reply.json());
  return members.find((member) => member.userId === userId)?.role;
}

test('an invitation into a session makes whoever registers with it a member', async () => {
  const { id } = await createSession(anna);
  const { code, session } = await invite({ session: { id, role: 'moderator' } });
  expect(session).toEqual({ id, role: 'moderator' });
  const li = await registerUser(relay, { email: 'li@studio.example', invitationCode: code });
  expect(await roleOf(id, li.id)).toBe('moderator');
});

test('somebody with an account comes in with it, once and for as long as wanted, and keeps a role they have', async () => {
  const { id } = await createSession(anna);
  const { code: plain } = await invite({});
  const li = await registerUser(relay, { email: 'li@studio.example', invitationCode: plain });
  const { code } = await invite({ session: { id, role: 'photographer' } });
  const accept = (given: string): Promise<Response> =>
    li.call('POST', '/api/auth/invitations/accept', { code: given });
  const joined = AcceptedInvitation.parse(await (await accept(code)).json());
  expect(joined).toEqual({ session: { id, role: 'photographer' } });
  expect(AcceptedInvitation.parse(await (await accept(code)).json())).toEqual(joined);
  const { code: lower } = await invite({ session: { id, role: 'moderator' } });
  await accept(lower);
  expect(await roleOf(id, li.id)).toBe('photographer');
  await anna.call('DELETE', `/api/sessions/${id}/members/${li.id}`);
  const late = AcceptedInvitation.parse(await (await accept(code)).json());
  expect(late).toEqual({ session: null });
  expect(await roleOf(id, li.id)).toBeUndefined();
  // One for an account alone is still good for whoever needs an account.
  const { code: forNewcomers } = await invite({});
  expect((await accept(forNewcomers)).status).toBe(404);
  await registerUser(relay, { email: 'wei@studio.example', invitationCode: forNewcomers });
});

test('nobody invites into a session that is not theirs', async () => {
  const { id } = await createSession(anna);
  const { code } = await invite({});
  const li = await registerUser(relay, { email: 'li@studio.example', invitationCode: code });
  await createSession(li);
  const body = { session: { id, role: 'owner' } };
  expect((await li.call('POST', '/api/auth/invitations', body)).status).toBe(403);
});

test('one sees when a laptop was last there', async () => {
  const before = Date.now();
  await new TestDevice(relay.url).call('/api/device');
  await vi.waitFor(
    async () => {
      const reply = await anna.call('GET', '/api/devices');
      const [laptop] = Devices.parse(await reply.json()).devices;
      expect(laptop?.lastSeenAt).toBeGreaterThanOrEqual(before);
    },
    { timeout: 20_000 },
  );
});
