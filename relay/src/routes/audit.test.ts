import {
  ImageOutcome,
  NewInvitation,
  Paired,
  PairingStarted,
  Takedown,
} from '@picture-live/shared/protocol';
import { auditClient, createAuth, tokensInMemory } from '@picture-live/shared/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PASSWORD, TestCaller, registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { entriesOf, ownActions, readAuditPage } from '../testing/audit.ts';
import { TestDevice, announce } from '../testing/device.ts';
import { formOf, sendForm } from '../testing/form.ts';
import { withDatabase } from '../testing/neighbours.ts';
import { makePicture } from '../testing/pictures.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { changeSession, createSession, letInGuest } from '../testing/sessions.ts';

let relay: TestRelay;
let anna: TestUser;
let device: TestDevice;
beforeEach(async () => {
  relay = await startTestRelay({ registration: 'open' });
  anna = await registerUser(relay);
  device = new TestDevice(relay.url);
});
afterEach(() => relay.stop());

test('an owner reads what was done to photos, by whom and from where', async () => {
  const { sessionId } = relay;
  const other = await createSession(anna);
  const ids: string[] = [];
  for (const shade of [1, 2, 3]) ids.push((await device.deliver(sessionId, shade)).photo.id);
  const [first = '', second = '', third = ''] = ids;
  await anna.call('PUT', `/api/photos/${first}`, { hidden: true });
  await anna.call('PUT', `/api/photos/${first}`, { hidden: true, caption: 'Again' });
  await anna.call('PUT', `/api/photos/${first}`, { hidden: false });
  await anna.call('DELETE', `/api/photos/${first}`);
  await anna.call('POST', `/api/photos/${first}/restore`);
  const batch = { sessionId, ids: [first, second, other.id] };
  await anna.call('POST', '/api/photos/batch', { ...batch, action: 'hide' });
  await anna.call('POST', '/api/photos/batch', { ...batch, action: 'feature' });
  const move = { action: 'move', ids: [third], toSessionId: other.id };
  await anna.call('POST', '/api/photos/batch', { sessionId, ...move });
  const replaced = formOf({}, [['new.jpg', (await makePicture(77, 640, 480)).bytes]]);
  await sendForm(`${relay.url}/api/photos/${second}/content`, anna.token, replaced, 'PUT');
  const entries = await entriesOf(anna, sessionId);
  expect(entries.map(({ action, subjects }) => [action, subjects])).toEqual([
    ['photos_hidden', [first]],
    ['photos_shown', [first]],
    ['photos_deleted', [first]],
    ['photos_restored', [first]],
    ['photos_hidden', [first, second]],
    ['photos_moved', [third]],
    ['photo_replaced', [second]],
  ]);
  for (const { actor, network } of entries) {
    expect(actor).toEqual({ kind: 'user', id: anna.id, name: 'Anna' });
    expect(network).toBe('127.0.0.0/24');
  }
  const moved = { from: sessionId, to: other.id };
  expect(entries[5]?.details).toEqual(moved);
  expect((await entriesOf(anna, other.id)).at(-1)).toMatchObject({
    action: 'photos_moved',
    details: moved,
  });
});

test('what a laptop replaces and takes back is its own doing', async () => {
  const { sessionId } = relay;
  const { photo } = await device.deliver(sessionId, 1);
  const next = await announce(9, { revision: 2 });
  for (const picture of [next.thumb, next.grid]) await device.upload(picture.bytes);
  await device.publish(sessionId, photo.id, next.body);
  await device.publish(sessionId, photo.id, next.body);
  await device.remove(sessionId, photo.id);
  await device.remove(sessionId, photo.id);
  const entries = await entriesOf(anna, sessionId);
  expect(entries.map(({ action }) => action)).toEqual(['photo_replaced', 'photos_deleted']);
  expect(entries[0]).toMatchObject({ actor: { kind: 'device' }, network: '127.0.0.0/24' });
});

test('an owner reads what became of the session and who works on it', async () => {
  const li = await registerUser(relay, { email: 'li@studio.example', name: 'Li' });
  const { id } = await createSession(anna);
  await changeSession(anna, id, { access: 'code', accessCode: 'a secret code' });
  await changeSession(anna, id, { access: 'code' });
  const path = `/api/sessions/${id}`;
  await anna.call('POST', `${path}/members`, { email: 'li@studio.example', role: 'photographer' });
  await anna.call('PUT', `${path}/members/${li.id}`, { role: 'moderator' });
  await li.call('DELETE', `${path}/members/${li.id}`);
  await anna.call('DELETE', path);
  await anna.call('DELETE', path);
  await changeSession(anna, id, { deleted: false });
  const entries = await entriesOf(anna, id);
  expect(entries.map(({ action, details }) => [action, details])).toEqual([
    ['session_made', {}],
    ['session_changed', { settings: ['access', 'accessCode'], access: 'code' }],
    ['member_added', { role: 'photographer' }],
    ['member_changed', { role: 'moderator', was: 'photographer' }],
    ['member_removed', { was: 'moderator' }],
    ['session_deleted', { settings: [], access: 'code' }],
    ['session_restored', { settings: [], access: 'code' }],
  ]);
  expect(entries[4]?.actor).toEqual({ kind: 'user', id: li.id, name: 'Li' });
  expect(await ownActions(li)).toEqual([
    'account_made',
    'login',
    'member_added',
    'member_changed',
    'member_removed',
  ]);
});

test('laptops that come, are given other sessions and go are on record where they deliver', async () => {
  const { sessionId } = relay;
  const other = await createSession(anna);
  const begun = await anna.call('POST', '/api/devices/pairing', { name: 'Laptop' });
  const { userCode, deviceCode } = PairingStarted.parse(await begun.json());
  const approval = { userCode, sessionIds: [sessionId] };
  await anna.call('POST', '/api/devices/pairing/approve', approval);
  const claimed = await anna.call('POST', '/api/devices/pairing/token', { deviceCode });
  const { deviceId, deviceToken } = Paired.parse(await claimed.json());
  await anna.call('PUT', `/api/devices/${deviceId}/sessions`, { sessionIds: [other.id] });
  await anna.call('DELETE', `/api/devices/${deviceId}`);
  expect((await ownActions(anna)).slice(2)).toEqual([
    'pairing_approved',
    'device_paired',
    'device_allowed',
    'device_allowed',
    'device_withdrawn',
    'device_revoked',
  ]);
  const there = await entriesOf(anna, sessionId);
  expect(there.map(({ action }) => action)).toEqual(['device_allowed', 'device_withdrawn']);
  expect(there[0]).toMatchObject({ actor: { kind: 'device' }, subjects: [deviceId] });
  const elsewhere = await entriesOf(anna, other.id);
  expect(elsewhere.map(({ action }) => action)).toEqual([
    'session_made',
    'device_allowed',
    'device_revoked',
  ]);
  const all = JSON.stringify([there, elsewhere, await readAuditPage(anna, '/api/audit')]);
  for (const secret of [deviceToken, deviceCode, userCode]) expect(all).not.toContain(secret);
});

test('takedowns and images that go are on record, and who asked for a takedown is not', async () => {
  const { sessionId } = relay;
  const { photo } = await device.deliver(sessionId, 1);
  const guest = await letInGuest(relay.url, sessionId);
  const asked = await guest.call('POST', `/api/photos/${photo.id}/takedown`, {
    reason: 'This is me',
    contact: 'guest@home.example',
  });
  const { id } = Takedown.parse(await asked.json());
  await anna.call('PUT', `/api/takedowns/${id}`, { decision: 'granted', note: 'Of course' });
  const form = formOf({ sessionId }, [['me.jpg', (await makePicture(5, 64, 48)).bytes]]);
  const sent = await sendForm(`${relay.url}/api/images/upload`, anna.token, form);
  const outcome = ImageOutcome.parse(await sent.json());
  const imageId = outcome.ok ? outcome.image.id : '';
  await anna.call('DELETE', `/api/images/${imageId}`);
  const entries = await entriesOf(anna, sessionId);
  expect(entries.map(({ action, subjects }) => [action, subjects])).toEqual([
    ['takedown_requested', [photo.id, id]],
    ['takedown_decided', [photo.id, id]],
    ['image_deleted', [imageId]],
  ]);
  const nobody = { kind: 'anonymous', id: null, name: null };
  expect(entries[0]).toMatchObject({ actor: nobody, network: null });
  expect(entries[1]).toMatchObject({ actor: { id: anna.id }, details: { state: 'granted' } });
  expect(JSON.stringify(entries)).not.toMatch(/guest@home|This is me|Of course/);
});

test('nobody but its owners reads of a session, and a stranger not even that there is one', async () => {
  const li = await registerUser(relay, { email: 'li@studio.example', name: 'Li' });
  const { id } = await createSession(anna, { access: 'members' });
  const path = `/api/sessions/${id}`;
  expect((await li.call('GET', `${path}/audit`)).status).toBe(404);
  await anna.call('POST', `${path}/members`, { email: 'li@studio.example', role: 'photographer' });
  expect((await li.call('GET', `${path}/audit`)).status).toBe(403);
  expect((await new TestCaller(relay.url).call('GET', '/api/audit')).status).toBe(401);
});

test('a long record is read page by page, and narrowed down', async () => {
  const { sessionId } = relay;
  const { photo } = await device.deliver(sessionId, 1);
  for (const hidden of [true, false, true, false, true]) {
    await anna.call('PUT', `/api/photos/${photo.id}`, { hidden });
  }
  const auth = createAuth({ baseUrl: relay.url, store: tokensInMemory() });
  await auth.login({ email: 'anna@studio.example', password: PASSWORD });
  const client = auditClient(auth.call);
  const first = await client.sessionAudit(sessionId, { limit: 2 });
  const second = await client.sessionAudit(sessionId, {
    limit: 2,
    after: first.nextCursor ?? '',
  });
  const rest = await client.sessionAudit(sessionId, { limit: 2, after: second.nextCursor ?? '' });
  expect(rest.nextCursor).toBeNull();
  const all = [...first.entries, ...second.entries, ...rest.entries];
  expect(all.map(({ action }) => action)).toEqual([
    'photos_hidden',
    'photos_shown',
    'photos_hidden',
    'photos_shown',
    'photos_hidden',
  ]);
  const shown = await client.sessionAudit(sessionId, { action: 'photos_shown' });
  expect(shown.entries).toEqual([all[1], all[3]]);
  const at = all[2]?.at ?? 0;
  const late = await client.sessionAudit(sessionId, { from: at, actorId: anna.id });
  expect(late.entries.length).toBeGreaterThanOrEqual(3);
  expect(late.entries.every((entry) => entry.at >= at)).toBe(true);
  const wrong = client.sessionAudit(sessionId, { after: 'yesterday' });
  await expect(wrong).rejects.toMatchObject({ code: 'invalid_request' });
});

test('no secret is ever written down: no code, no token, no password, no address to write to', async () => {
  const { id } = await createSession(anna, { access: 'code', accessCode: 'a secret code' });
  await changeSession(anna, id, { accessCode: 'another secret' });
  await letInGuest(relay.url, id, 'another secret');
  const invited = await anna.call('POST', '/api/auth/invitations', { email: 'li@studio.example' });
  const { code } = NewInvitation.parse(await invited.json());
  const rows = await withDatabase(relay, (db) =>
    db.selectFrom('audit_entries').selectAll().execute(),
  );
  const text = JSON.stringify(rows);
  const { accessToken, refreshToken } = anna.loggedIn;
  const secrets = [code, accessToken, refreshToken, PASSWORD, 'secret', '@', '127.0.0.1'];
  for (const secret of secrets) expect(text).not.toContain(secret);
});
