import { afterEach, expect, test } from 'vitest';
import { Email } from '@picture-live/shared/protocol';
import { findRole } from '../../repositories/members.ts';
import { SETUP_SECRET, openTestAccounts } from '../../testing/account-services.ts';
import type { TestAccounts } from '../../testing/account-services.ts';
import type { RegistrationMode } from './registration.ts';

let relay: TestAccounts;
afterEach(() => relay.close());

const ORIGIN = { client: 'test', address: '192.0.2.1' };
let count = 0;

/** Makes an account; says what it became, or why not. */
async function register(changes: {
  onThisMachine?: boolean;
  invitationCode?: string;
  email?: string;
}): Promise<string> {
  count += 1;
  const who = { email: `user-${count}@studio.example`, name: 'User', onThisMachine: false };
  try {
    const password = 'a long enough password';
    const { user } = await relay.accounts.register({ ...who, password, ...changes }, ORIGIN);
    return user.admin ? 'admin' : 'user';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

const stranger = {};
const host = { onThisMachine: true };
const remoteHost = { invitationCode: SETUP_SECRET };

test.each<[RegistrationMode, string[]]>([
  ['open', ['user', 'admin', 'user', 'user']],
  ['invitation', ['invitation_needed', 'admin', 'invitation_needed', 'invitation_needed']],
  ['closed', ['registration_closed', 'admin', 'registration_closed', 'registration_closed']],
])('%s: only whoever runs the relay makes its first account', async (mode, outcomes) => {
  relay = await openTestAccounts(mode);
  const seen = [];
  for (const who of [stranger, host, stranger, host]) seen.push(await register(who));
  expect(seen).toEqual(outcomes);
});

test('the DEVICE_TOKEN proves it from elsewhere, once', async () => {
  relay = await openTestAccounts('invitation');
  expect(await register({ invitationCode: `${SETUP_SECRET}!` })).toBe('invitation_needed');
  expect(await register(remoteHost)).toBe('admin');
  expect(await register(remoteHost)).toBe('invitation_needed');
});

test('of two first accounts at once one is first', async () => {
  relay = await openTestAccounts('invitation');
  const outcomes = await Promise.all([register(host), register(host)]);
  expect(outcomes.toSorted()).toEqual(['admin', 'invitation_needed']);
});

test('an address has one account, also when two come at once', async () => {
  relay = await openTestAccounts('open');
  const email = 'anna@studio.example';
  const outcomes = await Promise.all([register({ email }), register({ email })]);
  expect(outcomes.toSorted()).toEqual(['account_exists', 'user']);
  expect(await register({ email })).toBe('account_exists');
});

test('the first account owns what nobody owned, and nothing else ever does', async () => {
  relay = await openTestAccounts('open');
  const { db, sessionId, deviceId } = relay.database;
  const password = 'a long enough password';
  const enter = (email: string, onThisMachine: boolean) =>
    relay.accounts.register({ email, password, name: 'N', onThisMachine }, ORIGIN);
  const early = await enter('early@studio.example', false);
  const first = await enter('first@studio.example', true);
  expect(await findRole(db, sessionId, early.user.id)).toBeNull();
  expect(await findRole(db, sessionId, first.user.id)).toBe('owner');
  const actor = { kind: 'user', userId: first.user.id, tokenId: '' } as const;
  expect(await relay.ownDevices.list(actor)).toMatchObject([
    { id: deviceId, sessionIds: [sessionId] },
  ]);
});

test('an invitation is good for one account, one address, two weeks, and for its maker to take back', async () => {
  relay = await openTestAccounts('invitation');
  const password = 'a long enough password';
  const who = { email: 'a@b.example', name: 'A', password, onThisMachine: true };
  const { user } = await relay.accounts.register(who, ORIGIN);
  const actor = { kind: 'user', userId: user.id, tokenId: '' } as const;
  const invite = async (email?: string) =>
    relay.invitations.create(actor, email === undefined ? {} : { email });

  const { code } = await invite();
  const outcomes = await Promise.all([
    register({ invitationCode: code }),
    register({ invitationCode: code }),
  ]);
  expect(outcomes.toSorted()).toEqual(['invitation_needed', 'user']);

  const named = await invite('li@studio.example');
  expect(await register({ invitationCode: named.code })).toBe('invitation_needed');
  const invited = { invitationCode: named.code, email: 'li@studio.example' };
  expect(await register(invited)).toBe('user');

  const withdrawn = await invite();
  await relay.invitations.withdraw(actor, withdrawn.id);
  expect(await register({ invitationCode: withdrawn.code })).toBe('invitation_needed');

  const late = await invite();
  relay.clock.now += 14 * 24 * 3_600_000;
  expect(await register({ invitationCode: late.code })).toBe('invitation_needed');
});

test.each([
  [' Anna@Studio.EXAMPLE ', 'anna@studio.example'],
  ['ａnna@studio.example', 'anna@studio.example'],
  ['anna', null],
  ['anna@', null],
  ['a b@studio.example', null],
  ['Anna <anna@studio.example>', null],
  [`${'x'.repeat(250)}@b.example`, null],
])('%j as an e-mail address is %j', (typed, email) => {
  expect(Email.safeParse(typed).data ?? null).toBe(email);
});
