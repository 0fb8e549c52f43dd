import type { SessionAccess } from '@picture-live/shared/protocol';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestCaller, addMember, registerUser } from '../testing/accounts.ts';
import { withDatabase } from '../testing/neighbours.ts';
import { allowDelivery, saveDevice } from '../repositories/devices.ts';
import { hashToken } from '../services/access/opaque-tokens.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { changeSession, createSession, letInGuest } from '../testing/sessions.ts';

/*
 * Who may call what, as a table: every endpoint of sessions for everybody there is. The calls are
 * such that nobody's success changes what the next one finds.
 */

const CODE = 'open sesame';
const WHO = [
  'owner',
  'photographer',
  'moderator',
  'guest',
  'otherGuest',
  'otherOwner',
  'nobodys',
  'device',
  'otherDevice',
  'revoked',
  'anonymous',
] as const;
type Who = (typeof WHO)[number];

let relay: TestRelay;
let callers: Record<Who, TestCaller>;
let id: string;

async function device(sessionIds: string[], revoked: boolean): Promise<TestCaller> {
  const [deviceId, token] = [uuid(), `token-${uuid()}`];
  await withDatabase(relay, async (db) => {
    const revoked_at = revoked ? 1 : null;
    const row = { id: deviceId, token_hash: hashToken(token), created_at: 1, revoked_at };
    await saveDevice(db, row);
    for (const sessionId of sessionIds) await allowDelivery(db, deviceId, sessionId);
  });
  return new TestCaller(relay.url, token);
}

beforeAll(async () => {
  relay = await startTestRelay({ registration: 'open' });
  const register = (name: string) => registerUser(relay, { name, email: `${name}@x.example` });
  const owner = await register('owner');
  const [photographer, moderator] = [await register('photo'), await register('mod')];
  const otherOwner = await register('other');
  ({ id } = await createSession(owner, { access: 'code', accessCode: CODE }));
  const other = await createSession(otherOwner, { access: 'code', accessCode: CODE });
  await addMember(relay, id, photographer.id, 'photographer');
  await addMember(relay, id, moderator.id, 'moderator');
  callers = {
    owner,
    photographer,
    moderator,
    otherOwner,
    nobodys: await register('stranger'),
    guest: await letInGuest(relay.url, id, CODE),
    otherGuest: await letInGuest(relay.url, other.id, CODE),
    device: await device([id], false),
    otherDevice: await device([other.id], false),
    revoked: await device([id], true),
    anonymous: new TestCaller(relay.url),
  };
});
afterAll(() => relay.stop());

type Call = [method: string, path: string, body?: unknown];

/** Paths with `ID` for the session and `USER` for somebody who is no member. */
const CALLS = {
  read: ['GET', '/api/sessions/ID'],
  feed: ['GET', '/api/sessions/ID/feed'],
  photos: ['GET', '/api/photos?sessionId=ID'],
  members: ['GET', '/api/sessions/ID/members'],
  change: ['PUT', '/api/sessions/ID', {}],
  restore: ['PUT', '/api/sessions/ID', { deleted: false }],
  add: ['POST', '/api/sessions/ID/members', { email: 'nobody@x.example', role: 'moderator' }],
  promote: ['PUT', '/api/sessions/ID/members/USER', { role: 'owner' }],
  expel: ['DELETE', '/api/sessions/ID/members/USER'],
  verify: ['POST', '/api/sessions/ID/verify', { accessCode: CODE }],
  list: ['GET', '/api/sessions'],
  create: ['POST', '/api/sessions', { title: '' }],
} satisfies Record<string, Call>;
type Name = keyof typeof CALLS;

/** In the order of `WHO`. 404 for `add` and what follows says that there is no such person. */
const TABLE: Record<SessionAccess, Record<Name, string>> = {
  code: {
    read: '200 200 200 200 401 401 401 200 401 401 401',
    feed: '200 200 200 200 401 401 401 200 401 401 401',
    photos: '200 200 200 200 401 401 401 200 401 401 401',
    members: '200 200 200 403 401 401 401 403 401 401 401',
    change: '200 403 403 403 401 401 401 403 401 401 401',
    restore: '200 403 403 403 401 401 401 403 401 401 401',
    add: '404 403 403 403 401 401 401 403 401 401 401',
    promote: '404 403 403 403 401 401 401 403 401 401 401',
    expel: '404 403 403 403 401 401 401 403 401 401 401',
    verify: '200 200 200 200 200 200 200 200 200 401 200',
    list: '200 200 200 403 403 200 200 403 403 401 401',
    create: '400 400 400 400 400 400 400 400 400 401 400',
  },
  public: {
    read: '200 200 200 200 200 200 200 200 200 401 200',
    feed: '200 200 200 200 200 200 200 200 200 401 200',
    photos: '200 200 200 200 200 200 200 200 200 401 200',
    members: '200 200 200 403 403 403 403 403 403 401 401',
    change: '200 403 403 403 403 403 403 403 403 401 401',
    restore: '200 403 403 403 403 403 403 403 403 401 401',
    add: '404 403 403 403 403 403 403 403 403 401 401',
    promote: '404 403 403 403 403 403 403 403 403 401 401',
    expel: '404 403 403 403 403 403 403 403 403 401 401',
    verify: '200 200 200 200 200 200 200 200 200 401 200',
    list: '200 200 200 403 403 200 200 403 403 401 401',
    create: '400 400 400 400 400 400 400 400 400 401 400',
  },
  members: {
    read: '200 200 200 404 404 404 404 200 404 401 404',
    feed: '200 200 200 404 404 404 404 200 404 401 404',
    photos: '200 200 200 404 404 404 404 200 404 401 404',
    members: '200 200 200 404 404 404 404 403 404 401 404',
    change: '200 403 403 404 404 404 404 403 404 401 404',
    restore: '200 403 403 404 404 404 404 403 404 401 404',
    add: '404 403 403 404 404 404 404 403 404 401 404',
    promote: '404 403 403 404 404 404 404 403 404 401 404',
    expel: '404 403 403 404 404 404 404 403 404 401 404',
    verify: '404 404 404 404 404 404 404 404 404 401 404',
    list: '200 200 200 403 403 200 200 403 403 401 401',
    create: '400 400 400 400 400 400 400 400 400 401 400',
  },
};

async function statuses([method, path, body]: Call): Promise<string> {
  const target = path.replace('ID', id).replace('USER', uuid());
  const replies: number[] = [];
  for (const who of WHO) replies.push((await callers[who].call(method, target, body)).status);
  return replies.join(' ');
}

async function table(): Promise<Record<string, string>> {
  const rows: Record<string, string> = {};
  for (const [name, call] of Object.entries(CALLS)) rows[name] = await statuses(call);
  return rows;
}

test.each(['code', 'members', 'public'] as const)(
  'everybody may do in a session by %s exactly what the table says',
  async (access) => {
    await changeSession(callers.owner, id, { access });
    if (access === 'code') callers.guest = await letInGuest(relay.url, id, CODE);
    expect(await table()).toEqual(TABLE[access]);
  },
);

test('only owners delete; then only they know of the session', async () => {
  await changeSession(callers.owner, id, { access: 'public' });
  for (const who of WHO.filter((name) => name !== 'owner')) {
    const { status } = await callers[who].call('DELETE', `/api/sessions/${id}`);
    expect([401, 403]).toContain(status);
  }
  expect((await callers.owner.call('DELETE', `/api/sessions/${id}`)).status).toBe(204);
  expect(await statuses(CALLS.read)).toBe('200 404 404 404 404 404 404 404 404 401 404');
  expect(await statuses(CALLS.members)).toBe('200 404 404 404 404 404 404 404 404 401 404');
  expect(await statuses(CALLS.verify)).toBe('404 404 404 404 404 404 404 404 404 401 404');
});
