import { FeedPage, Member, PhotoPage, Session, SessionPage } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestCaller, registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { TestDevice } from '../testing/device.ts';
import { addDevice, withDatabase } from '../testing/neighbours.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';
import { changeSession, createSession, letInGuest } from '../testing/sessions.ts';

let relay: TestRelay;
let anna: TestUser;
let anybody: TestCaller;
beforeEach(async () => {
  relay = await startTestRelay({ registration: 'open' });
  anna = await registerUser(relay);
  anybody = new TestCaller(relay.url);
});
afterEach(() => relay.stop());

const path = (id: string, rest = ''): string => `/api/sessions/${id}${rest}`;
const fails = async (reply: Promise<Response>) => failureOf(await reply);

test('who makes a session owns it; its link has words of the title and a part nobody guesses', async () => {
  const session = await createSession(anna, { title: ' Été à Lyon ' });
  expect(session).toMatchObject({ title: 'Été à Lyon', access: 'public', mine: { role: 'owner' } });
  expect(session.slug).toMatch(/^ete-a-lyon-[a-z2-7]{8}$/);
  const seen = Session.parse(await (await anybody.call('GET', path(session.slug))).json());
  expect(seen.mine).toBeUndefined();
});

test('of many who want the same link one gets it', async () => {
  const wanted = { title: 'Wedding', slug: 'anna-and-li' };
  const replies = await Promise.all(
    Array.from({ length: 6 }, () => anna.call('POST', '/api/sessions', wanted)),
  );
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    201, 409, 409, 409, 409, 409,
  ]);
  expect(await fails(anna.call('POST', '/api/sessions', wanted))).toMatchObject({
    code: 'slug_taken',
  });
});

test('my sessions come newest first, page by page, and nobody else’s', async () => {
  const other = await registerUser(relay, { email: 'li@studio.example' });
  const made: string[] = [];
  for (let n = 0; n < 3; n += 1) made.unshift((await createSession(anna)).id);
  await createSession(other);
  const page = async (query: string) =>
    SessionPage.parse(await (await anna.call('GET', `/api/sessions?${query}`)).json());
  const first = await page('limit=2');
  const second = await page(`limit=2&after=${first.nextCursor}`);
  const ids = [...first.sessions, ...second.sessions].map((session) => session.id);
  // Last the one that the relay began with.
  expect(ids).toEqual([...made, relay.sessionId]);
  expect(second.nextCursor).toBeNull();
  expect(await fails(anna.call('GET', '/api/sessions?after=nonsense'))).toMatchObject({
    code: 'invalid_request',
  });
});

test('what is changed stays, what is left out too, and the feed tells of it', async () => {
  const { id } = await createSession(anna, { switches: { likes: true } });
  const branding = {
    colour: '#A0B0C0',
    welcomeText: 'Hello <3',
    logoUrl: 'https://x.example/l.png',
  };
  await changeSession(anna, id, { branding, switches: { comments: true } });
  const session = await changeSession(anna, id, { title: 'New', branding: { logoUrl: null } });
  expect(session).toMatchObject({
    title: 'New',
    switches: { likes: true, comments: true, download: true, originals: false },
    branding: { colour: '#a0b0c0', welcomeText: 'Hello <3', logoUrl: null },
    lastSeq: 2,
  });
  await changeSession(anna, id, { title: 'New' });
  const feed = FeedPage.parse(await (await anybody.call('GET', path(id, '/feed'))).json());
  expect(feed.events).toMatchObject([
    { type: 'session_updated' },
    { seq: 2, session: { title: 'New' } },
  ]);
});

test.each([
  { title: '' },
  { title: 'x'.repeat(201) },
  { title: '<b>Anna</b>' },
  { title: 'bell \u0007' },
  { access: 'code' },
  { accessCode: 'a-b c' },
  { access: 'everybody' },
  { expiresAt: 'tomorrow' },
  { switches: { likes: 'yes' } },
  { branding: { colour: 'red' } },
  { branding: { logoUrl: 'javascript:alert(1)' } },
  { branding: { logoUrl: '//elsewhere.example/x.png' } },
  { branding: { welcomeText: '<script>' } },
  { branding: { coverPhotoId: '018f0000-0000-7000-8000-000000000000' } },
  { deleted: true },
])('%j is no setting', async (wanted) => {
  expect(await fails(anna.call('PUT', path(relay.sessionId), wanted))).toEqual({
    status: 400,
    code: 'invalid_request',
  });
});

test('only a photo of the session can be its cover', async () => {
  const { photo } = await new TestDevice(relay.url).deliver(relay.sessionId, 1);
  const branding = { coverPhotoId: photo.id };
  const changed = await changeSession(anna, relay.sessionId, { branding });
  expect(changed.branding?.coverPhotoId).toBe(photo.id);
  const { id } = await createSession(anna);
  expect((await anna.call('PUT', path(id), { branding })).status).toBe(400);
});

test('a changed code ends the tokens and the picture addresses of those who had the old one', async () => {
  const { id } = await createSession(anna, { access: 'code', accessCode: 'First Code' });
  const device = await addDevice(relay, [id]);
  const { photo } = await device.deliver(id, 1);
  const guest = await letInGuest(relay.url, id, 'first-code');
  const address = photo.renditions.thumb.url;
  expect((await guest.call('GET', path(id))).status).toBe(200);
  expect((await anybody.call('GET', address)).status).toBe(200);
  await changeSession(anna, id, { accessCode: 'second code' });
  expect(await fails(guest.call('GET', path(id)))).toMatchObject({ code: 'access_code_required' });
  expect((await anybody.call('GET', address)).status).toBe(404);
  const verify = (accessCode: string) => anybody.call('POST', path(id, '/verify'), { accessCode });
  expect(await fails(verify('first code'))).toEqual({ status: 401, code: 'access_code_wrong' });
  expect((await verify('SECOND CODE')).status).toBe(200);
});

test('a deleted session and its pictures are gone for guests until its owner brings it back', async () => {
  const device = new TestDevice(relay.url);
  const { photo } = await device.deliver(relay.sessionId, 1);
  const url = path(relay.sessionId);
  expect((await anna.call('DELETE', url)).status).toBe(204);
  expect((await anna.call('DELETE', url)).status).toBe(204);
  expect((await anybody.call('GET', photo.renditions.thumb.url)).status).toBe(404);
  expect(await fails(anybody.call('GET', url))).toMatchObject({ code: 'session_not_found' });
  expect((await anybody.call('GET', `/g/${relay.slug}`)).status).not.toBe(200);
  expect(await fails(device.remove(relay.sessionId, photo.id))).toMatchObject({
    code: 'session_not_found',
  });
  const list = SessionPage.parse(await (await anna.call('GET', '/api/sessions')).json());
  expect(list.sessions[0]?.mine?.deletedAt).toEqual(expect.any(Number));
  await changeSession(anna, relay.sessionId, { deleted: false });
  const back = await anybody.call('GET', `/api/photos?sessionId=${relay.sessionId}`);
  const [again] = PhotoPage.parse(await back.json()).photos;
  expect((await anybody.call('GET', again?.renditions.thumb.url ?? '')).status).toBe(200);
});

test('after the grace period a deleted session is gone for its owner, too', async () => {
  const { id } = await createSession(anna);
  await anna.call('DELETE', path(id));
  await withDatabase(relay, (db) =>
    db.updateTable('sessions').set({ restorable_until: 1 }).where('id', '=', id).execute(),
  );
  expect(await fails(anna.call('PUT', path(id), { deleted: false }))).toEqual({
    status: 404,
    code: 'session_not_found',
  });
  const list = SessionPage.parse(await (await anna.call('GET', '/api/sessions')).json());
  expect(list.sessions.map((session) => session.id)).not.toContain(id);
});

test('a session that has ended says so with its title, and goes on for its members', async () => {
  const { id } = await createSession(anna, { expiresAt: Date.now() - 1 });
  const reply = await anybody.call('GET', path(id));
  expect([reply.status, await reply.json()]).toMatchObject([
    410,
    { error: { code: 'session_expired', details: { title: 'Wedding' } } },
  ]);
  expect((await anna.call('GET', path(id))).status).toBe(200);
});

test('members are added, promoted and taken out, and one owner always stays', async () => {
  const li = await registerUser(relay, { email: 'li@studio.example', name: 'Li' });
  const { id } = await createSession(anna, { access: 'members' });
  const members = path(id, '/members');
  const add = (email: string) => anna.call('POST', members, { email, role: 'photographer' });
  expect(Member.parse(await (await add(' LI@studio.example')).json())).toMatchObject({
    userId: li.id,
    role: 'photographer',
  });
  expect(await fails(add('li@studio.example'))).toMatchObject({ code: 'already_member' });
  expect(await fails(add('who@studio.example'))).toMatchObject({ code: 'account_not_found' });
  const self = `${members}/${anna.id}`;
  expect(await fails(anna.call('DELETE', self))).toEqual({ status: 409, code: 'last_owner' });
  expect(await fails(anna.call('PUT', self, { role: 'moderator' }))).toMatchObject({
    code: 'last_owner',
  });
  await anna.call('PUT', `${members}/${li.id}`, { role: 'owner' });
  // Both leave in the same moment: one of them comes too late.
  const left = await Promise.all([
    anna.call('DELETE', self),
    li.call('DELETE', `${members}/${li.id}`),
  ]);
  expect(left.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409]);
});

test('a photographer leaves by themselves, and their laptop loses the session with them', async () => {
  const li = await registerUser(relay, { email: 'li@studio.example', name: 'Li' });
  const { id } = await createSession(anna, { access: 'members' });
  await anna.call('POST', path(id, '/members'), {
    email: 'li@studio.example',
    role: 'photographer',
  });
  const laptop = await addDevice(relay, [id]);
  await withDatabase(relay, (db) =>
    db.updateTable('devices').set({ owner_id: li.id }).where('owner_id', 'is', null).execute(),
  );
  expect((await laptop.call(path(id))).status).toBe(200);
  expect((await li.call('DELETE', path(id, `/members/${li.id}`))).status).toBe(204);
  expect((await li.call('GET', path(id))).status).toBe(404);
  expect((await laptop.call(path(id))).status).toBe(404);
});
