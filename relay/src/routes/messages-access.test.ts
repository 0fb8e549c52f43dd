import type { Message } from '@picture-live/shared/protocol';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestCaller, addMember, registerUser } from '../testing/accounts.ts';
import { sendMessage, trySending } from '../testing/messages.ts';
import { DEVICE_TOKEN, startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { changeSession, createSession, letInGuest } from '../testing/sessions.ts';

/* Who may do what with the messages of a session by code, as a table. */

const CODE = 'open sesame';
const WHO = [
  'owner',
  'photographer',
  'moderator',
  'author',
  'guest',
  'otherGuest',
  'otherOwner',
  'device',
  'anonymous',
] as const;
type Who = (typeof WHO)[number];

let relay: TestRelay;
let callers: Record<Who, TestCaller>;
let id: string;
let message: Message;
beforeAll(async () => {
  relay = await startTestRelay({ registration: 'open' });
  const register = (name: string) => registerUser(relay, { name, email: `${name}@x.example` });
  const [owner, photographer] = [await register('owner'), await register('photo')];
  const [moderator, otherOwner] = [await register('mod'), await register('other')];
  const closed = { access: 'code' as const, accessCode: CODE };
  ({ id } = await createSession(owner, { ...closed, switches: { comments: true } }));
  const other = await createSession(otherOwner, { ...closed, switches: { comments: true } });
  await addMember(relay, id, photographer.id, 'photographer');
  await addMember(relay, id, moderator.id, 'moderator');
  callers = {
    owner,
    photographer,
    moderator,
    author: await letInGuest(relay.url, id, CODE),
    guest: await letInGuest(relay.url, id, CODE),
    otherGuest: await letInGuest(relay.url, other.id, CODE),
    otherOwner,
    // It delivers to the first session, not to this one.
    device: new TestCaller(relay.url, DEVICE_TOKEN),
    anonymous: new TestCaller(relay.url),
  };
  message = await sendMessage(callers.author, id);
});
afterAll(() => relay.stop());
const MEMBERS = ['owner', 'photographer', 'moderator'] as const;
const READERS = [...MEMBERS, 'author', 'guest'] as const;
const OUTSIDE: readonly Who[] = ['otherGuest', 'otherOwner', 'device', 'anonymous'];
const own = () => `/api/messages/${message.id}`;
const list = (rest = '') => `/api/sessions/${id}/messages${rest}`;

const ROWS: [string, (who: TestCaller) => Promise<Response>, readonly Who[]][] = [
  ['reading', (who) => who.call('GET', list()), READERS],
  ['sending', (who) => trySending(who, id), READERS],
  ['announcing', (who) => trySending(who, id, { announcement: true }), MEMBERS],
  ['seeing what is hidden', (who) => who.call('GET', list('?includeHidden=true')), MEMBERS],
  ['saying what was read', (who) => who.call('PUT', list('/read'), { seq: 1 }), READERS],
  ['editing', (who) => who.call('PUT', own(), { text: uuid() }), ['author']],
  ['hiding', (who) => who.call('PUT', own(), { hidden: true }), MEMBERS],
];

test.each(ROWS)('%s is for those it is meant for', async (_what, call, may) => {
  // Members come last: what they hide the others would not find.
  for (const who of WHO.toReversed()) {
    const reply = await call(callers[who]);
    await reply.arrayBuffer();
    expect([who, verdict(reply)]).toEqual([who, expected(who, may)]);
  }
  await callers.owner.call('PUT', own(), { hidden: false });
});

test('a message is deleted by its author and by members, and by nobody else', async () => {
  const ownMessage = await sendMessage(callers.author, id);
  for (const who of WHO.toReversed()) {
    if (who === 'author') continue;
    const reply = await callers[who].call('DELETE', own());
    expect([who, verdict(reply)]).toEqual([who, expected(who, MEMBERS)]);
  }
  const deleted = await callers.author.call('DELETE', `/api/messages/${ownMessage.id}`);
  expect(deleted.status).toBe(204);
});

function verdict({ ok, status }: Response): number | 'may' {
  return ok ? 'may' : status;
}

/** Who is nobody here is asked for the access code. */
function expected(who: Who, may: readonly Who[]): number | 'may' {
  if (may.includes(who)) return 'may';
  return OUTSIDE.includes(who) ? 401 : 403;
}

test('nobody but members of a session for members knows of its messages', async () => {
  await changeSession(callers.owner, id, { access: 'members' });
  for (const [method, path, body] of [
    ['GET', list(), undefined],
    ['POST', list(), { id: uuid(), text: 'x', name: 'x' }],
    ['PUT', own(), { text: 'x' }],
    ['DELETE', own(), undefined],
  ] as const) {
    for (const who of ['author', 'otherOwner', 'device', 'anonymous'] as const) {
      const reply = await callers[who].call(method, path, body);
      expect([method, who, reply.status]).toEqual([method, who, 404]);
    }
  }
  expect((await callers.owner.call('GET', list())).status).toBe(200);
});
