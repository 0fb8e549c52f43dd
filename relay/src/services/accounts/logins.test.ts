import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TokenPair } from '@picture-live/shared/protocol';
import { openTestAccounts } from '../../testing/account-services.ts';
import type { TestAccounts } from '../../testing/account-services.ts';
import { LOST_REPLY_MS, MAX_LOGINS, REFRESH_TOKEN_MS } from './logins.ts';

let relay: TestAccounts;
beforeEach(async () => {
  relay = await openTestAccounts();
});
afterEach(() => relay.close());

const PHONE = { client: 'Phone/1', address: '192.0.2.1' };
const password = 'a long enough password';
const email = 'anna@studio.example';

const register = () =>
  relay.accounts.register({ email, password, name: 'Anna', onThisMachine: false }, PHONE);
const login = () => relay.accounts.login({ email, password }, PHONE);
const refresh = (refreshToken: string, origin = PHONE) =>
  relay.accounts.refresh(refreshToken, origin);
const refused = { code: 'unauthorized' };

async function works({ accessToken, refreshToken }: TokenPair): Promise<boolean[]> {
  const settled = await Promise.allSettled([
    relay.identity.identify(accessToken),
    refresh(refreshToken),
  ]);
  return settled.map(({ status }) => status === 'fulfilled');
}

test('two refreshes at once get the same successor, and the login goes on', async () => {
  const { refreshToken } = await register();
  const [one, two] = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
  expect(one.refreshToken).toBe(two.refreshToken);
  expect(await works(one)).toEqual([true, true]);
});

test('a lost reply is told again, once, soon, to the same client', async () => {
  const { refreshToken } = await register();
  const lost = await refresh(refreshToken);
  relay.clock.now += LOST_REPLY_MS;
  const told = await refresh(refreshToken);
  expect(told.refreshToken).toBe(lost.refreshToken);
  await expect(refresh(refreshToken)).rejects.toMatchObject(refused);
  expect(await works(told)).toEqual([false, false]);
});

test.each<[string, (first: TokenPair) => Promise<unknown>]>([
  [
    'too late',
    async (first) => {
      relay.clock.now += LOST_REPLY_MS + 1;
      return refresh(first.refreshToken);
    },
  ],
  ['by another client', (first) => refresh(first.refreshToken, { ...PHONE, client: 'curl/8' })],
  [
    'after its successor was used',
    async (first) => {
      await refresh(relay.tokens.successorOf(first.refreshToken));
      return refresh(first.refreshToken);
    },
  ],
])('a refresh token used again %s ends the login of both', async (_when, reuse) => {
  const first = await register();
  const other = await login();
  const second = await refresh(first.refreshToken);
  await expect(reuse(first)).rejects.toMatchObject(refused);
  expect(await works(second)).toEqual([false, false]);
  expect(relay.ended).toHaveLength(1);
  relay.clock.now += 1;
  expect(await works(other)).toEqual([true, true]);
});

test('many at once with one token: two at most get an answer, and always the same', async () => {
  const { refreshToken } = await register();
  const settled = await Promise.allSettled(Array.from({ length: 10 }, () => refresh(refreshToken)));
  const pairs = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(pairs).toHaveLength(2);
  expect(new Set(pairs.map((pair) => pair.refreshToken)).size).toBe(1);
  const reasons = settled.flatMap((one): unknown[] =>
    one.status === 'rejected' ? [one.reason] : [],
  );
  for (const reason of reasons) expect(reason).toMatchObject(refused);
});

test('a login that is used goes on, one that is not ends after a month', async () => {
  let { refreshToken } = await register();
  for (let time = 0; time < 3; time += 1) {
    relay.clock.now += REFRESH_TOKEN_MS - 1;
    ({ refreshToken } = await refresh(refreshToken));
  }
  relay.clock.now += REFRESH_TOKEN_MS;
  await expect(refresh(refreshToken)).rejects.toMatchObject(refused);
});

test.each(['x'.repeat(43), '', 'x'.repeat(10_000)])('a made-up token is refused', async (token) => {
  await expect(refresh(token)).rejects.toMatchObject(refused);
});

test('a user has so many logins at most: the one unused for longest ends', async () => {
  const first = await register();
  const second = await login();
  relay.clock.now += 1;
  const kept = await refresh(first.refreshToken);
  for (let count = 2; count <= MAX_LOGINS; count += 1) {
    relay.clock.now += 1;
    await login();
  }
  expect(await works(second)).toEqual([false, false]);
  expect(await works(kept)).toEqual([true, true]);
});

test('an access token of somebody else’s login is refused', async () => {
  const { accessToken } = await register();
  const claims = await relay.tokens.read(accessToken);
  if (claims.kind !== 'user') expect.unreachable();
  const forged = await relay.tokens.issueAccess(relay.database.sessionId, claims.loginId);
  await expect(relay.identity.identify(forged)).rejects.toMatchObject(refused);
});
