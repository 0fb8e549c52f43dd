import { AskedTakedown, PhotoPage, Takedown, TakedownPage } from '@picture-live/shared/protocol';
import type { Photo, SessionTakedown } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MOST_HIDDEN_BY_PERSON } from '../services/takedowns/storm.ts';
import { TestCaller, addMember, registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { TestDevice } from '../testing/device.ts';
import { addSession } from '../testing/neighbours.ts';
import { DEVICE_TOKEN, startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';
import { letInGuest } from '../testing/sessions.ts';
import { TestSockets, join } from '../testing/sockets.ts';

let relay: TestRelay;
let device: TestDevice;
let owner: TestUser;
let guest: TestCaller;
let anybody: TestCaller;
const sockets = new TestSockets();
beforeEach(async () => {
  relay = await startTestRelay({ registration: 'open' });
  device = new TestDevice(relay.url);
  owner = await registerUser(relay);
  guest = await letInGuest(relay.url, relay.sessionId);
  anybody = new TestCaller(relay.url);
});
afterEach(async () => {
  sockets.closeAll();
  await relay.stop();
});

const deliver = async (shade: number): Promise<Photo> =>
  (await device.deliver(relay.sessionId, shade)).photo;

const ask = (who: TestCaller, photoId: string, wish: object = {}): Promise<Response> =>
  who.call('POST', `/api/photos/${photoId}/takedown`, wish);

async function asked(who: TestCaller, photoId: string, wish: object = {}): Promise<AskedTakedown> {
  return AskedTakedown.parse(await (await ask(who, photoId, wish)).json());
}

const decide = (who: TestCaller, id: string, decision: object): Promise<Response> =>
  who.call('PUT', `/api/takedowns/${id}`, decision);

async function visible(): Promise<string[]> {
  const reply = await anybody.call('GET', `/api/photos?sessionId=${relay.sessionId}`);
  return PhotoPage.parse(await reply.json()).photos.map((photo) => photo.id);
}

async function list(who: TestCaller, query = ''): Promise<TakedownPage> {
  const reply = await who.call('GET', `/api/sessions/${relay.sessionId}/takedowns${query}`);
  return TakedownPage.parse(await reply.json());
}

/** Somebody with a browser that keeps the cookie it is given, and no name. */
async function askAsVisitor(photoId: string, cookie = ''): Promise<[AskedTakedown, string]> {
  const headers = { 'content-type': 'application/json', cookie };
  const url = `${relay.url}/api/photos/${photoId}/takedown`;
  const reply = await fetch(url, { method: 'POST', headers, body: '{}' });
  const [kept = cookie] = (reply.headers.get('set-cookie') ?? cookie).split(';');
  return [AskedTakedown.parse(await reply.json()), kept];
}

test('a photo is gone for everybody with the request, and whoever asked learns what became of it', async () => {
  const photo = await deliver(1);
  const wish = { reason: ' That is me. ', contact: 'li@x.example' };
  const request = await asked(guest, photo.id, wish);
  expect(request).toMatchObject({ photoId: photo.id, state: 'open', hidden: true, note: '' });
  expect(await visible()).toEqual([]);
  expect((await anybody.call('GET', photo.renditions.grid.url)).status).toBe(410);

  const decision = { decision: 'granted', note: 'It is gone.' };
  expect((await decide(owner, request.id, decision)).status).toBe(200);
  const path = `/api/takedowns/${request.id}`;
  for (const reply of [
    await guest.call('GET', path),
    await anybody.call('GET', `${path}?secret=${request.secret}`),
  ]) {
    const told = Takedown.parse(await reply.json());
    expect(told).toMatchObject({ state: 'granted', hidden: true, note: 'It is gone.' });
    expect(JSON.stringify(told)).not.toContain('li@x.example');
  }
  for (const who of [anybody, await letInGuest(relay.url, relay.sessionId)]) {
    expect((await who.call('GET', path)).status).toBe(404);
    expect((await who.call('GET', `${path}?secret=${'x'.repeat(43)}`)).status).toBe(404);
  }
  const again = await owner.call('POST', `/api/photos/${photo.id}/restore`);
  expect(await failureOf(again)).toEqual({ status: 410, code: 'photo_gone' });
  expect((await asked(guest, photo.id)).state).toBe('granted');
  expect(await visible()).toEqual([]);
});

test('asking twice is asking once, and no word of the second replaces the first', async () => {
  const photo = await deliver(1);
  const [first, second] = await Promise.all([
    asked(guest, photo.id, { reason: 'first' }),
    asked(guest, photo.id, { reason: 'first' }),
  ]);
  expect(second).toEqual(first);
  expect(await asked(guest, photo.id, { reason: 'later' })).toEqual(first);
  const { takedowns } = await list(owner);
  expect(takedowns.map(({ id, reason }) => [id, reason])).toEqual([[first.id, 'first']]);
});

test('a visitor without a name is known by the browser', async () => {
  const [photo, other] = [await deliver(1), await deliver(2)];
  const [first, cookie] = await askAsVisitor(photo.id);
  expect(cookie).toMatch(/^visitor=[\w.-]{59}$/);
  expect((await askAsVisitor(photo.id, cookie))[0]).toEqual(first);
  expect((await askAsVisitor(photo.id))[0].id).not.toBe(first.id);
  const forged = cookie.replace(/.$/, (end) => (end === 'A' ? 'B' : 'A'));
  expect((await askAsVisitor(photo.id, forged))[0].id).not.toBe(first.id);
  const path = `${relay.url}/api/takedowns/${first.id}`;
  const own = await fetch(path, { headers: { cookie } });
  expect(own.status).toBe(200);
  const foreign = { cookie, 'sec-fetch-site': 'cross-site' };
  expect((await fetch(path, { headers: foreign })).status).toBe(404);
  const [second] = await askAsVisitor(other.id, cookie);
  const kinds = (await list(owner)).takedowns.map(({ id, askedBy }) => [id, askedBy]);
  expect(kinds[0]).toEqual([second.id, 'visitor']);
});

test('what the owner refused is shown again and stays, however often the same person asks', async () => {
  const photo = await deliver(1);
  const request = await asked(guest, photo.id);
  await decide(owner, request.id, { decision: 'refused', note: 'You are not on it.' });
  expect(await visible()).toEqual([photo.id]);
  expect(await asked(guest, photo.id)).toMatchObject({
    id: request.id,
    state: 'refused',
    hidden: false,
    note: 'You are not on it.',
  });
  expect(await visible()).toEqual([photo.id]);
  const other = await letInGuest(relay.url, relay.sessionId);
  expect(await asked(other, photo.id)).toMatchObject({ state: 'open', hidden: true });
  expect((await decide(owner, request.id, { decision: 'granted' })).status).toBe(200);
  expect((await list(owner, '?state=open')).takedowns).toEqual([]);
  const refusal = await decide(owner, request.id, { decision: 'refused' });
  expect(await failureOf(refusal)).toEqual({ status: 409, code: 'takedown_decided' });
});

test('a photo comes back once nobody on it waits any more, and not where a moderator hid it', async () => {
  const [photo, hidden] = [await deliver(1), await deliver(2)];
  await owner.call('PUT', `/api/photos/${hidden.id}`, { hidden: true });
  const second = await letInGuest(relay.url, relay.sessionId);
  const requests = [await asked(guest, photo.id), await asked(second, photo.id)];
  const moderated = await asked(guest, hidden.id);
  for (const { id } of [...requests, moderated]) {
    expect(await visible()).toEqual([]);
    await decide(owner, id, { decision: 'refused' });
    if (id === requests[1]?.id) break;
  }
  expect(await visible()).toEqual([photo.id]);
  await decide(owner, moderated.id, { decision: 'refused' });
  expect(await visible()).toEqual([photo.id]);
});

test('who asks for everything is heard, but hides no more than a handful', async () => {
  const photos: Photo[] = [];
  for (let shade = 1; shade <= MOST_HIDDEN_BY_PERSON + 2; shade += 1) {
    photos.push(await deliver(shade));
  }
  const requests: AskedTakedown[] = [];
  for (const { id } of photos) requests.push(await asked(guest, id));
  expect(requests.map(({ hidden }) => hidden)).toEqual(
    photos.map((_, place) => place < MOST_HIDDEN_BY_PERSON),
  );
  expect((await list(owner, '?state=open')).takedowns).toHaveLength(photos.length);
  // Each decision makes room.
  await decide(owner, requests[0]?.id ?? '', { decision: 'refused' });
  const more = await deliver(99);
  expect((await asked(guest, more.id)).hidden).toBe(true);
  const replies: number[] = [];
  for (let count = 0; count < 12; count += 1) {
    replies.push((await ask(guest, more.id)).status);
  }
  expect(replies).toContain(429);
  const neighbour = await letInGuest(relay.url, relay.sessionId);
  expect((await ask(neighbour, photos.at(-1)?.id ?? '')).status).toBe(200);
});

test('the list has pages and filters, and only owners read how to reach whoever asked', async () => {
  const moderator = await registerUser(relay, { email: 'm@x.example' });
  await addMember(relay, relay.sessionId, moderator.id, 'moderator');
  const ids: string[] = [];
  for (const shade of [1, 2, 3]) {
    const photo = await deliver(shade);
    ids.unshift((await asked(guest, photo.id, { contact: 'li@x.example' })).id);
  }
  await decide(owner, ids[1] ?? '', { decision: 'refused' });
  const found = async (query: string): Promise<string[]> =>
    (await list(moderator, query)).takedowns.map(({ id }) => id);
  expect([await found(''), await found('?state=decided')]).toEqual([ids, [ids[1]]]);
  expect(await found('?state=open')).toEqual([ids[0], ids[2]]);
  const page = await list(owner, '?limit=2');
  const rest = await list(owner, `?limit=2&after=${page.nextCursor ?? ''}`);
  expect([...page.takedowns, ...rest.takedowns].map(({ id }) => id)).toEqual(ids);
  expect(rest.nextCursor).toBeNull();
  const contacts = ({ takedowns }: { takedowns: SessionTakedown[] }): unknown[] =>
    takedowns.map((one) => one.contact);
  expect(contacts(page)).toEqual(['li@x.example', 'li@x.example']);
  expect(contacts(await list(moderator))).toEqual([undefined, undefined, undefined]);
  const wrong = await owner.call('GET', `/api/sessions/${relay.sessionId}/takedowns?after=x`);
  expect(await failureOf(wrong)).toEqual({ status: 400, code: 'invalid_request' });
});

test('a request follows its photo into another session', async () => {
  const other = await addSession(relay);
  await addMember(relay, other.id, owner.id, 'owner');
  const photo = await deliver(1);
  const request = await asked(guest, photo.id);
  const move = { sessionId: relay.sessionId, action: 'move', ids: [photo.id] };
  await owner.call('POST', '/api/photos/batch', { ...move, toSessionId: other.id });
  expect((await list(owner)).takedowns).toEqual([]);
  const reply = await owner.call('GET', `/api/sessions/${other.id}/takedowns`);
  expect(TakedownPage.parse(await reply.json()).takedowns[0]).toMatchObject({ id: request.id });
  expect((await decide(owner, request.id, { decision: 'refused' })).status).toBe(200);
});

test('members hear of it at once, and nobody else', async () => {
  const photo = await deliver(1);
  const heard: Record<string, unknown[]> = { owner: [], guest: [], device: [] };
  const tokens = {
    owner: { token: owner.token ?? '' },
    guest: {},
    device: { deviceToken: DEVICE_TOKEN },
  };
  for (const [name, token] of Object.entries(tokens)) {
    const socket = await sockets.connect(relay.url);
    await join(socket, { sessionId: relay.sessionId, ...token });
    socket.on('takedown_requested', (news) => heard[name]?.push(['requested', news]));
    socket.on('takedown_decided', (news) => heard[name]?.push(['decided', news]));
  }
  const request = await asked(guest, photo.id, { contact: 'li@x.example' });
  await decide(owner, request.id, { decision: 'refused' });
  const about = { sessionId: relay.sessionId, takedownId: request.id, photoId: photo.id };
  const news = [
    ['requested', { ...about, state: 'open', hidden: true }],
    ['decided', { ...about, state: 'refused', hidden: false }],
  ];
  await vi.waitFor(() => expect(heard['owner']).toEqual(news), 20_000);
  expect([heard['guest'], heard['device']]).toEqual([[], []]);
});

/** Who gets which status, in a public session and in one by code. */
test.each([
  ['public', '200 200 200 200 200 200 403', '200 200 200 403 403 401', '200 403 403 403 403 401'],
  ['code', '200 200 200 200 401 401 403', '200 200 200 403 401 401', '200 403 403 403 401 401'],
] as const)(
  'everybody may do in a session by %s what they are meant to',
  async (access, asks, lists, decides) => {
    const settings = access === 'code' ? { access, accessCode: 'open sesame' } : { access };
    await owner.call('PUT', `/api/sessions/${relay.sessionId}`, settings);
    const member = async (role: 'photographer' | 'moderator'): Promise<TestUser> => {
      const user = await registerUser(relay, { email: `${role}@x.example` });
      await addMember(relay, relay.sessionId, user.id, role);
      return user;
    };
    const callers = [
      owner,
      await member('photographer'),
      await member('moderator'),
      await letInGuest(relay.url, relay.sessionId, 'open sesame'),
      await registerUser(relay, { email: 'stranger@x.example' }),
      anybody,
    ];
    const { id } = await deliver(1);
    const request = await asked(owner, id);
    await decide(owner, request.id, { decision: 'refused' });
    const statuses = async (call: (who: TestCaller) => Promise<Response>, who = callers) => {
      const replies: number[] = [];
      for (const one of who) replies.push((await call(one)).status);
      return replies.join(' ');
    };
    const laptop = new TestCaller(relay.url, DEVICE_TOKEN);
    expect(await statuses((who) => ask(who, id), [...callers, laptop])).toBe(asks);
    const path = `/api/sessions/${relay.sessionId}/takedowns`;
    expect(await statuses((who) => who.call('GET', path))).toBe(lists);
    const refuse = (who: TestCaller) => decide(who, request.id, { decision: 'refused' });
    expect(await statuses(refuse)).toBe(decides);
  },
);

test('a photo that was taken back, and one that does not exist, cannot be asked for', async () => {
  const photo = await deliver(1);
  await owner.call('DELETE', `/api/photos/${photo.id}`);
  expect(await failureOf(await ask(guest, photo.id))).toEqual({ status: 410, code: 'photo_gone' });
  const nothing = await ask(guest, relay.sessionId);
  expect(await failureOf(nothing)).toEqual({ status: 404, code: 'not_found' });
  const long = await ask(guest, photo.id, { reason: 'x'.repeat(1_001) });
  expect(await failureOf(long)).toEqual({ status: 400, code: 'invalid_request' });
});
