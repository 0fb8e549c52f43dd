import { v7 as uuid } from 'uuid';
import { Devices, NewInvitation, Paired, PairingStarted } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestCaller, registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { TestDevice, announce } from '../testing/device.ts';
import { addSession } from '../testing/neighbours.ts';
import { DEVICE_TOKEN, startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';
import { TestSockets, join } from '../testing/sockets.ts';

let relay: TestRelay;
let anna: TestUser;
let anybody: TestCaller;
const sockets = new TestSockets();
beforeEach(async () => {
  relay = await startTestRelay();
  anna = await registerUser(relay);
  anybody = new TestCaller(relay.url);
});
afterEach(async () => {
  sockets.closeAll();
  await relay.stop();
});

async function pair(sessionIds = [relay.sessionId]): Promise<Paired> {
  const started = await anybody.call('POST', '/api/devices/pairing', { name: 'Second laptop' });
  const { deviceCode, userCode, verificationUri } = PairingStarted.parse(await started.json());
  expect(verificationUri).toBe(`${relay.url}/pair`);
  const approval = { userCode: userCode.toLowerCase(), sessionIds };
  const approved = await anna.call('POST', '/api/devices/pairing/approve', approval);
  expect([approved.status, await approved.json()]).toEqual([200, { name: 'Second laptop' }]);
  const claimed = await anybody.call('POST', '/api/devices/pairing/token', { deviceCode });
  return Paired.parse(await claimed.json());
}

test('a paired laptop delivers to its sessions and to no other', async () => {
  const elsewhere = await addSession(relay);
  const { deviceToken } = await pair();
  const laptop = new TestDevice(relay.url, deviceToken);
  const { outcome } = await laptop.deliver(relay.sessionId, 1);
  expect(outcome).toBe('published');
  const { body } = await announce(2);
  const refused = await laptop.publish(elsewhere.id, uuid(), body);
  expect(await failureOf(refused)).toEqual({ status: 403, code: 'forbidden' });
});

test('a revoked laptop is out at once, with its socket', async () => {
  const { deviceId, deviceToken } = await pair();
  const laptop = new TestDevice(relay.url, deviceToken);
  const socket = await sockets.connect(relay.url);
  expect(await join(socket, { sessionId: relay.sessionId, deviceToken })).toMatchObject({
    ok: true,
  });
  const cut = new Promise((resolve) => socket.once('disconnect', resolve));
  expect((await anna.call('DELETE', `/api/devices/${deviceId}`)).status).toBe(204);
  expect((await laptop.call('/api/device')).status).toBe(401);
  expect(await cut).toBe('io server disconnect');
  const again = await sockets.connect(relay.url);
  expect(await join(again, { sessionId: relay.sessionId, deviceToken })).toMatchObject({
    error: { code: 'unauthorized' },
  });
  const { devices } = Devices.parse(await (await anna.call('GET', '/api/devices')).json());
  expect(devices.map(({ id }) => id)).not.toContain(deviceId);
});

test('the laptop of the first start belongs to the first account and can be revoked too', async () => {
  const { devices } = Devices.parse(await (await anna.call('GET', '/api/devices')).json());
  expect(devices).toMatchObject([{ sessionIds: [relay.sessionId] }]);
  await anna.call('DELETE', `/api/devices/${devices[0]?.id}`);
  expect((await new TestDevice(relay.url, DEVICE_TOKEN).call('/api/device')).status).toBe(401);
});

test('a laptop that loses a session is out of it', async () => {
  const { deviceId, deviceToken } = await pair();
  const given = await anna.call('PUT', `/api/devices/${deviceId}/sessions`, { sessionIds: [] });
  expect(await given.json()).toMatchObject({ id: deviceId, sessionIds: [] });
  const { body } = await announce(2);
  const laptop = new TestDevice(relay.url, deviceToken);
  const refused = await laptop.publish(relay.sessionId, uuid(), body);
  expect(await failureOf(refused)).toEqual({ status: 403, code: 'forbidden' });
});

test('nobody touches the laptops of others, or gives away sessions of others', async () => {
  const elsewhere = await addSession(relay);
  const { deviceId } = await pair();
  const invited = await anna.call('POST', '/api/auth/invitations', {});
  const { code: invitationCode } = NewInvitation.parse(await invited.json());
  const other = await registerUser(relay, { email: 'li@studio.example', invitationCode });
  const own = `/api/devices/${deviceId}`;
  for (const reply of [
    await other.call('DELETE', own),
    await other.call('PUT', `${own}/sessions`, { sessionIds: [] }),
  ]) {
    expect(await failureOf(reply)).toEqual({ status: 404, code: 'not_found' });
  }
  const stolen = await anna.call('PUT', `${own}/sessions`, { sessionIds: [elsewhere.id] });
  expect(await failureOf(stolen)).toEqual({ status: 403, code: 'forbidden' });
});

const someone = `/api/devices/${uuid()}`;
test.each([
  ['GET', '/api/devices', undefined],
  ['POST', '/api/devices/pairing/approve', { userCode: 'BCDF-GHJK', sessionIds: [uuid()] }],
  ['PUT', `${someone}/sessions`, { sessionIds: [] }],
  ['DELETE', someone, undefined],
  ['POST', '/api/auth/invitations', {}],
  ['GET', '/api/auth/invitations', undefined],
])('%s %s needs an account: no token, no device', async (method, path, body) => {
  expect(await failureOf(await anybody.call(method, path, body))).toEqual({
    status: 401,
    code: 'unauthorized',
  });
  const device = new TestCaller(relay.url, DEVICE_TOKEN);
  expect(await failureOf(await device.call(method, path, body))).toEqual({
    status: 403,
    code: 'forbidden',
  });
});
