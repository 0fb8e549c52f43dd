import { createAuth, deviceClient, tokensInMemory } from '@picture-live/shared/client';
import type { StoredTokens } from '@picture-live/shared/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PASSWORD } from '../testing/accounts.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';

let relay: TestRelay;
/** Paths in the order they were asked for. */
let asked: string[];
/** What happens to the next refresh on its way. */
let network: 'good' | 'down' | 'loses replies';
let clock: number;
let store: ReturnType<typeof tokensInMemory>;
beforeEach(async () => {
  relay = await startTestRelay();
  asked = [];
  network = 'good';
  clock = Date.now();
  store = tokensInMemory();
});
afterEach(() => relay.stop());

const overNetwork: typeof fetch = async (input, init) => {
  const address = input instanceof Request ? input.url : String(input);
  asked.push(new URL(address).pathname);
  if (!address.endsWith('/refresh')) return fetch(input, init);
  if (network === 'down') throw new Error('No network.');
  const reply = await fetch(input, init);
  if (network === 'loses replies') throw new Error('The connection broke.');
  return reply;
};

const openClient = () =>
  createAuth({ baseUrl: relay.url, store, fetch: overNetwork, now: () => clock });
const anna = { email: 'anna@studio.example', password: PASSWORD };
async function enter() {
  const auth = openClient();
  await auth.register({ ...anna, name: 'Anna' });
  asked = [];
  return auth;
}
const kept = async (): Promise<StoredTokens> => {
  const tokens = await store.read();
  if (tokens === null) expect.unreachable();
  return tokens;
};
/** The access token in store is one that the relay refuses, although it looks good. */
async function spoil(): Promise<void> {
  const tokens = await kept();
  await store.write({ ...tokens, accessToken: `${tokens.accessToken}x` });
}
const refreshes = () => asked.filter((path) => path.endsWith('/refresh')).length;

test('ten calls with a token that has run out renew it once', async () => {
  const auth = await enter();
  clock += 15 * 60_000;
  const names = await Promise.all(
    Array.from({ length: 10 }, async () => (await auth.profile()).name),
  );
  expect(names).toEqual(Array.from({ length: 10 }, () => 'Anna'));
  expect(refreshes()).toBe(1);
});

test('ten calls with a token that the relay refuses renew it once and are made again', async () => {
  const auth = await enter();
  await spoil();
  await Promise.all(Array.from({ length: 10 }, () => auth.stats()));
  expect(refreshes()).toBe(1);
  expect(asked.filter((path) => path.endsWith('/stats')).length).toBeLessThanOrEqual(20);
});

test('a lost reply costs nothing but the call', async () => {
  const auth = await enter();
  clock += 15 * 60_000;
  network = 'loses replies';
  await expect(auth.profile()).rejects.toMatchObject({ code: 'relay_unreachable' });
  network = 'good';
  expect(await auth.profile()).toMatchObject({ name: 'Anna' });
});

test('without a network nobody is logged out', async () => {
  const auth = await enter();
  const before = await kept();
  clock += 15 * 60_000;
  network = 'down';
  await expect(auth.profile()).rejects.toMatchObject({ code: 'relay_unreachable' });
  expect(await kept()).toEqual(before);
});

test('two tabs renew one after the other, and both stay logged in', async () => {
  const first = await enter();
  const second = openClient();
  clock += 15 * 60_000;
  await Promise.all([first.profile(), second.profile()]);
  await Promise.all([first.profile(), second.profile()]);
  expect(await second.profile()).toMatchObject({ name: 'Anna' });
});

test('whose login was ended elsewhere is told so and logged out here', async () => {
  const auth = await enter();
  const elsewhere = createAuth({ baseUrl: relay.url, store: tokensInMemory() });
  await elsewhere.login(anna);
  await elsewhere.logout({ everywhere: true });
  await expect(auth.profile()).rejects.toMatchObject({ code: 'unauthorized' });
  expect(await store.read()).toBeNull();
  expect(await auth.accessToken()).toBeNull();
});

test('a wrong password is no reason to renew anything', async () => {
  const auth = await enter();
  const change = { currentPassword: 'not this one', newPassword: 'another long password' };
  await expect(auth.changePassword(change)).rejects.toMatchObject({ code: 'invalid_credentials' });
  expect(refreshes()).toBe(0);
});

test('logging out ends the login at the relay as well', async () => {
  const auth = await enter();
  const tokens = await kept();
  await auth.logout();
  expect(await store.read()).toBeNull();
  await store.write(tokens);
  await expect(auth.profile()).rejects.toMatchObject({ code: 'unauthorized' });
});

test('everything else is there: invitations, profile, laptops', async () => {
  const auth = await enter();
  const { code, id } = await auth.invite({ email: 'li@studio.example' });
  expect(await auth.invitations()).toMatchObject([{ id, email: 'li@studio.example' }]);
  const li = createAuth({ baseUrl: relay.url, store: tokensInMemory() });
  const request = { email: 'li@studio.example', password: PASSWORD, name: 'Li' };
  expect(await li.register({ ...request, invitationCode: code })).toMatchObject({ admin: false });
  await auth.withdrawInvitation((await auth.invite()).id);
  expect(await auth.changeProfile({ name: 'Anna M.' })).toMatchObject({ name: 'Anna M.' });

  const laptop = deviceClient(createAuth({ baseUrl: relay.url, store: tokensInMemory() }).call);
  const { deviceCode, userCode } = await laptop.startPairing({ name: 'Laptop' });
  await expect(laptop.claimPairing(deviceCode)).rejects.toMatchObject({
    code: 'authorization_pending',
  });
  const own = deviceClient(auth.call);
  await own.approvePairing({ userCode, sessionIds: [relay.sessionId] });
  await expect(laptop.claimPairing(deviceCode)).rejects.toMatchObject({ code: 'slow_down' });
  const names = async () => (await own.devices()).map((device) => device.name);
  expect(await names()).toEqual(['The relay’s own laptop']);
  const [first] = await own.devices();
  expect(await own.giveSessions(first?.id ?? '', [])).toMatchObject({ sessionIds: [] });
  await own.revokeDevice(first?.id ?? '');
  expect(await names()).toEqual([]);
});
