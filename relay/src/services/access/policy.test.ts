import { expect, test } from 'vitest';
import type { Actor } from './actor.ts';
import { ACTIONS, may, standingOf } from './policy.ts';
import type { Action, Membership, SessionAccess, SessionFacts, SessionSwitches } from './policy.ts';

const ALL_ON: SessionSwitches = {
  download: true,
  originals: true,
  comments: true,
  likes: true,
  guestUploads: true,
};
const session = (access: SessionAccess, changes: Partial<SessionFacts> = {}): SessionFacts => ({
  id: 'here',
  access,
  expired: false,
  deletion: 'none',
  guestsSince: 0,
  switches: ALL_ON,
  ...changes,
});

const USER: Actor = { kind: 'user', userId: 'u', tokenId: 't' };
const nothing: Membership = { role: null, delivers: false };
const WHO: Record<string, { actor: Actor; membership: Membership }> = {
  owner: { actor: USER, membership: { ...nothing, role: 'owner' } },
  photographer: { actor: USER, membership: { ...nothing, role: 'photographer' } },
  moderator: { actor: USER, membership: { ...nothing, role: 'moderator' } },
  user: { actor: USER, membership: nothing },
  guest: { actor: { kind: 'guest', sessionId: 'here', guestId: 'g' }, membership: nothing },
  otherGuest: { actor: { kind: 'guest', sessionId: 'there', guestId: 'g' }, membership: nothing },
  anonymous: { actor: { kind: 'anonymous' }, membership: nothing },
  device: { actor: { kind: 'device', deviceId: 'd' }, membership: { ...nothing, delivers: true } },
  otherDevice: { actor: { kind: 'device', deviceId: 'd' }, membership: nothing },
};

/** Who may, among everybody above. */
function whoMay(action: Action, facts: SessionFacts): string {
  return Object.keys(WHO)
    .filter((name) => {
      const who = WHO[name];
      return who !== undefined && may(who.actor, action, { ...facts, membership: who.membership });
    })
    .join(' ');
}

const MEMBERS = 'owner photographer moderator';
/** In sessions by code: those who were let in. */
const TABLE: Record<Action, string> = {
  view: `${MEMBERS} guest device`,
  download: `${MEMBERS} guest`,
  download_original: `${MEMBERS} guest`,
  request_takedown: `${MEMBERS} guest`,
  like: `${MEMBERS} guest`,
  read_messages: `${MEMBERS} guest device`,
  read_comments: `${MEMBERS} guest device`,
  send_message: `${MEMBERS} guest`,
  announce: `${MEMBERS} device`,
  upload: 'owner photographer guest',
  deliver: 'device',
  view_all: MEMBERS,
  view_numbers: `${MEMBERS} device`,
  manage_photos: 'owner photographer',
  moderate: MEMBERS,
  moderate_messages: `${MEMBERS} device`,
  decide_takedown: 'owner',
  view_members: MEMBERS,
  manage_members: 'owner',
  change_session: 'owner',
  delete_session: 'owner',
};

test.each(ACTIONS)('in a session by code, %s is for those it is meant for', (action) => {
  expect(whoMay(action, session('code'))).toBe(TABLE[action]);
});

test.each(ACTIONS)('in a session for members, %s is for members and devices', (action) => {
  expect(whoMay(action, session('members'))).toBe(TABLE[action].replace(/ ?guest/, ''));
});

test.each(ACTIONS)('once a session has ended, %s is for members and devices', (action) => {
  const left = TABLE[action].replace(/ ?guest/, '');
  expect(whoMay(action, session('public', { expired: true }))).toBe(left);
  expect(whoMay(action, session('code', { expired: true }))).toBe(left);
});

test('in a public session everybody looks, and whoever has a name takes part', () => {
  const visitors = `${MEMBERS} user guest otherGuest anonymous`;
  expect(whoMay('view', session('public'))).toBe(`${visitors} device otherDevice`);
  expect(whoMay('download', session('public'))).toBe(`${visitors} otherDevice`);
  expect(whoMay('like', session('public'))).toBe(`${MEMBERS} user guest`);
  expect(whoMay('send_message', session('public'))).toBe(`${MEMBERS} user guest`);
  expect(whoMay('deliver', session('public'))).toBe('device');
  expect(whoMay('moderate', session('public'))).toBe(MEMBERS);
});

test.each([
  ['download', 'download'],
  ['download_original', 'originals'],
  ['like', 'likes'],
  ['upload', 'guestUploads'],
] as const)('%s is switched off for guests by %s, and not for members', (action, name) => {
  const switches = { ...ALL_ON, [name]: false };
  const left = TABLE[action].replace(/ guest/, '');
  expect(whoMay(action, session('code', { switches }))).toBe(left);
  const others = ACTIONS.filter((other) => other !== action);
  for (const other of others) {
    expect(whoMay(other, session('code', { switches }))).toBe(TABLE[other]);
  }
});

test('without comments guests neither read nor write them, and members do', () => {
  const facts = session('code', { switches: { ...ALL_ON, comments: false } });
  expect(whoMay('read_comments', facts)).toBe(`${MEMBERS} device`);
  expect(whoMay('send_message', facts)).toBe(MEMBERS);
  for (const action of ACTIONS) {
    if (action === 'read_comments' || action === 'send_message') continue;
    expect(whoMay(action, facts)).toBe(TABLE[action]);
  }
});

test('a role counts for users only, a delivery for devices only', () => {
  const everything: Membership = { role: 'owner', delivers: true };
  const facts = session('members');
  const standings = Object.values(WHO).map(({ actor }) => standingOf(actor, facts, everything));
  expect(new Set(standings)).toEqual(new Set(['owner', 'device', 'stranger']));
  const guest: Actor = { kind: 'guest', sessionId: 'here', guestId: 'g' };
  expect(standingOf(guest, facts, everything)).toBe('stranger');
});
