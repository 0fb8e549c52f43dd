import { afterEach, beforeEach, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import type { PairingStarted } from '@picture-live/shared/protocol';
import { allowDelivery } from '../../repositories/devices.ts';
import { saveMember } from '../../repositories/members.ts';
import { insertSession } from '../../repositories/sessions.ts';
import { openTestAccounts } from '../../testing/account-services.ts';
import type { TestAccounts } from '../../testing/account-services.ts';
import type { UserActor } from '../access/actor.ts';
import type { Role } from '../access/policy.ts';
import { INTERVAL_MS, MAX_PAIRINGS, PAIRING_MS } from './pairing.ts';

let relay: TestAccounts;
let anna: UserActor;
beforeEach(async () => {
  relay = await openTestAccounts();
  anna = await addUser('photographer');
});
afterEach(() => relay.close());

const ORIGIN = { client: 'test', address: '192.0.2.1' };

async function addUser(role: Role | null): Promise<UserActor> {
  const who = { email: `${role}@b.example`, name: 'N', onThisMachine: false };
  const password = 'a long enough password';
  const { user, accessToken } = await relay.accounts.register({ ...who, password }, ORIGIN);
  const member = { session_id: relay.database.sessionId, user_id: user.id, created_at: 0 };
  if (role !== null) await saveMember(relay.database.db, { ...member, role });
  const { actor } = await relay.identity.identify(accessToken);
  if (actor.kind !== 'user') throw new Error('An access token is a user’s.');
  return actor;
}

const start = (formerToken?: string) =>
  relay.pairing.start(
    { name: 'Laptop', ...(formerToken !== undefined && { formerToken }) },
    'https://photos.example/pair',
  );
const approve = (userCode: string, actor = anna) =>
  relay.pairing.approve({
    actor,
    userCode: userCode.replace('-', ''),
    sessionIds: [relay.database.sessionId],
    address: ORIGIN.address,
  });

/** Asks as often as it may; says why not, or that it has its token. */
async function poll({ deviceCode }: PairingStarted, afterMs = INTERVAL_MS): Promise<string> {
  relay.clock.now += afterMs;
  try {
    const { deviceToken } = await relay.pairing.claim(deviceCode);
    return (await relay.identity.identify(deviceToken)).actor.kind;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

test('a laptop waits, is let in, and gets its token once', async () => {
  const pairing = await start();
  expect(pairing).toMatchObject({ expiresIn: 600, interval: 5 });
  expect(pairing.userCode).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
  expect(await poll(pairing)).toBe('authorization_pending');
  expect(await approve(pairing.userCode)).toEqual({ name: 'Laptop' });
  expect(await poll(pairing)).toBe('device');
  expect(await poll(pairing)).toBe('pairing_expired');
  expect(await relay.ownDevices.list(anna)).toMatchObject([
    { name: 'Laptop', sessionIds: [relay.database.sessionId] },
  ]);
});

test('of two who ask with the same code at once one gets a token', async () => {
  const pairing = await start();
  await approve(pairing.userCode);
  const outcomes = await Promise.all([poll(pairing, 10_000), poll(pairing, 10_000)]);
  // The other one came too late or too soon, as the database saw it.
  expect(outcomes.filter((outcome) => outcome === 'device')).toHaveLength(1);
  expect(await relay.ownDevices.list(anna)).toHaveLength(1);
});

test('who asks too often waits longer each time, and gets in all the same', async () => {
  const pairing = await start();
  expect(await poll(pairing, 0)).toBe('authorization_pending');
  expect(await poll(pairing, 1_000)).toBe('slow_down');
  expect(await poll(pairing, INTERVAL_MS)).toBe('slow_down');
  expect(await poll(pairing, 15_000)).toBe('authorization_pending');
  await approve(pairing.userCode);
  expect(await poll(pairing, 15_000)).toBe('device');
});

test('a code is over after ten minutes', async () => {
  const [early, late] = [await start(), await start()];
  await approve(early.userCode);
  relay.clock.now += PAIRING_MS;
  await expect(approve(late.userCode)).rejects.toMatchObject({ code: 'not_found' });
  expect(await poll(early)).toBe('pairing_expired');
});

test.each<[Role | null, string]>([
  ['owner', 'device'],
  ['moderator', 'forbidden'],
  [null, 'forbidden'],
])(
  'a %s pairs a laptop for a session only where they deliver themselves',
  async (role, outcome) => {
    const pairing = await start();
    const actor = await addUser(role);
    const approved = await approve(pairing.userCode, actor).then(
      () => poll(pairing),
      ({ code }: { code: string }) => code,
    );
    expect(approved).toBe(outcome);
  },
);

test('who has left the session meanwhile gives no laptop access to it', async () => {
  const pairing = await start();
  await approve(pairing.userCode);
  await relay.database.db.deleteFrom('session_members').execute();
  expect(await poll(pairing)).toBe('forbidden');
});

test('a code is approved once', async () => {
  const pairing = await start();
  await approve(pairing.userCode);
  await expect(approve(pairing.userCode)).rejects.toMatchObject({ code: 'not_found' });
});

test('guessing codes is slowed down', async () => {
  const codes: string[] = [];
  for (let guess = 0; guess < 8; guess += 1) {
    await approve('BBBBBBBB').catch(({ code }: { code: string }) => codes.push(code));
  }
  expect(codes).toEqual([
    ...Array.from({ length: 5 }, () => 'not_found'),
    ...Array.from({ length: 3 }, () => 'rate_limited'),
  ]);
});

test('no more laptops wait than anybody could pair, and time makes room', async () => {
  for (let count = 0; count < MAX_PAIRINGS; count += 1) await start();
  await expect(start()).rejects.toMatchObject({ code: 'unavailable' });
  relay.clock.now += PAIRING_MS;
  expect((await start()).interval).toBe(5);
});

/** Pairs a laptop; its device and token. */
async function pairAs(owner: UserActor, formerToken?: string) {
  const pairing = await start(formerToken);
  await approve(pairing.userCode, owner);
  relay.clock.now += INTERVAL_MS;
  return relay.pairing.claim(pairing.deviceCode);
}

test('a laptop that was revoked and is paired again is the one that it was', async () => {
  const first = await pairAs(anna);
  await relay.ownDevices.revoke(anna, first.deviceId);
  const again = await pairAs(anna, first.deviceToken);
  expect(again.deviceId).toBe(first.deviceId);
  expect(again.deviceToken).not.toBe(first.deviceToken);
  expect(await relay.ownDevices.list(anna)).toMatchObject([
    { id: first.deviceId, sessionIds: [relay.database.sessionId] },
  ]);
  // A token that was replaced proves nothing any more.
  expect((await pairAs(anna, first.deviceToken)).deviceId).not.toBe(first.deviceId);
});

test('a revoked laptop that is paired again has only the sessions of this time', async () => {
  const first = await pairAs(anna);
  const { db } = relay.database;
  const other = { id: uuid(), slug: 'other', title: 'Another shoot', created_at: 0 };
  await insertSession(db, other);
  await allowDelivery(db, first.deviceId, other.id);
  await relay.ownDevices.revoke(anna, first.deviceId);
  await pairAs(anna, first.deviceToken);
  expect(await relay.ownDevices.list(anna)).toMatchObject([
    { sessionIds: [relay.database.sessionId] },
  ]);
});

test('whoever pairs somebody else’s laptop gets a device of their own', async () => {
  const first = await pairAs(anna);
  const bea = await addUser('owner');
  expect((await pairAs(bea, first.deviceToken)).deviceId).not.toBe(first.deviceId);
  expect((await relay.identity.identify(first.deviceToken)).actor.kind).toBe('device');
});
