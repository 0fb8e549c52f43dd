import { v7 as uuid } from 'uuid';
import { FeedPage } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestDevice, announce } from '../testing/device.ts';
import { addDevice, addSession } from '../testing/neighbours.ts';
import { DEVICE_TOKEN, startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { TestSockets, collectEvents, join, settle } from '../testing/sockets.ts';

let relay: TestRelay;
let device: TestDevice;
const sockets = new TestSockets();
beforeEach(async () => {
  relay = await startTestRelay();
  device = new TestDevice(relay.url);
});
afterEach(async () => {
  sockets.closeAll();
  await relay.stop();
});

const connect = () => sockets.connect(relay.url);

test('everybody in a session is told every change in order', async () => {
  const guest = await connect();
  const laptop = await connect();
  await join(guest, { sessionId: relay.sessionId });
  await join(laptop, { sessionId: relay.sessionId, deviceToken: DEVICE_TOKEN });
  const heard = [collectEvents(guest), collectEvents(laptop)];

  const { photo } = await device.deliver(relay.sessionId, 1);
  const next = await announce(2, { revision: 2 });
  for (const picture of [next.thumb, next.grid]) await device.upload(picture.bytes);
  await device.publish(relay.sessionId, photo.id, next.body);
  await device.publish(relay.sessionId, photo.id, next.body);
  await device.remove(relay.sessionId, photo.id);
  await Promise.all([settle(guest), settle(laptop)]);

  for (const events of heard) {
    expect(events).toMatchObject([
      { seq: 1, type: 'new_photo', photo: { id: photo.id, revision: 1 } },
      { seq: 2, type: 'photo_status_updated', photo: { id: photo.id, revision: 2 } },
      { seq: 3, type: 'photo_removed', photoId: photo.id },
    ]);
  }
});

test('joining and the feed together miss nothing while photos keep coming', async () => {
  const delivering = (async () => {
    for (let shade = 1; shade <= 12; shade += 1) await device.deliver(relay.sessionId, shade);
  })();
  const guest = await connect();
  const events = collectEvents(guest);
  const joined = await join(guest, { sessionId: relay.sessionId });
  if (!joined.ok) expect.unreachable();
  const page = await fetch(`${relay.url}/api/sessions/${relay.sessionId}/feed?limit=500`);
  const caughtUp = FeedPage.parse(await page.json()).events;
  await delivering;
  await settle(guest);
  const known = new Set([...caughtUp, ...events].map((event) => event.seq));
  expect([...known].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  for (let seq = joined.value.lastSeq + 1; seq <= 12; seq += 1) {
    expect(events.map((event) => event.seq)).toContain(seq);
  }
});

test('nobody hears of a session that they have not joined, or have left', async () => {
  const elsewhere = await addSession(relay);
  const other = await addDevice(relay, [elsewhere.id]);
  const stranger = await connect();
  const neighbour = await connect();
  const leaver = await connect();
  await join(neighbour, { sessionId: relay.sessionId });
  await join(leaver, { sessionId: elsewhere.id });
  const heard = [stranger, neighbour, leaver].map(collectEvents);
  const left = await new Promise((resolve) => {
    leaver.emit('leave_session', { sessionId: elsewhere.id }, resolve);
  });
  expect(left).toEqual({ ok: true, value: null });
  await other.deliver(elsewhere.id, 1);
  await Promise.all([stranger, neighbour, leaver].map(settle));
  expect(heard).toEqual([[], [], []]);
});

test('guests are counted, devices are not, and everybody learns the number', async () => {
  const laptop = await connect();
  const told: number[] = [];
  laptop.on('presence', ({ viewers }) => told.push(viewers));
  const first = await join(laptop, { sessionId: relay.sessionId, deviceToken: DEVICE_TOKEN });
  expect(first).toMatchObject({ value: { viewers: 0, paintShare: 1 } });
  const guests = [await connect(), await connect(), await connect()];
  for (const guest of guests) await join(guest, { sessionId: relay.sessionId });
  // Joining again is no second viewer.
  const [one] = guests;
  if (one === undefined) expect.unreachable();
  expect(await join(one, { sessionId: relay.sessionId })).toMatchObject({ value: { viewers: 3 } });
  await expect.poll(() => told.at(-1), { timeout: 5_000 }).toBe(3);
  one.disconnect();
  await expect.poll(() => told.at(-1), { timeout: 5_000 }).toBe(2);
  const health = await fetch(`${relay.url}/health`);
  expect(await health.json()).toMatchObject({ status: 'ok', viewers: 2 });
});

test('a socket joins as a device only with a token for that session', async () => {
  const elsewhere = await addSession(relay);
  const socket = await connect();
  const attempt = async (sessionId: string, deviceToken: string) => {
    const ack = await join(socket, { sessionId, deviceToken });
    return ack.ok ? 'joined' : ack.error.code;
  };
  expect(await attempt(relay.sessionId, 'not-the-token-at-all')).toBe('unauthorized');
  expect(await attempt(elsewhere.id, DEVICE_TOKEN)).toBe('forbidden');
  expect(await attempt(uuid(), DEVICE_TOKEN)).toBe('session_not_found');
  expect(await attempt(relay.sessionId, DEVICE_TOKEN)).toBe('joined');
});

test('one socket is in a few sessions at most', async () => {
  const socket = await connect();
  const sessions = await Promise.all(Array.from({ length: 6 }, () => addSession(relay)));
  const acks = [];
  for (const { id } of sessions) acks.push(await join(socket, { sessionId: id }));
  expect(acks.map((ack) => ack.ok)).toEqual([true, true, true, true, true, false]);
});

test('the clock of the relay can be asked', async () => {
  const socket = await connect();
  const before = Date.now();
  const now = await settle(socket);
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});

test('the relay says goodbye when it stops', async () => {
  const socket = await connect();
  await join(socket, { sessionId: relay.sessionId });
  const goodbye = new Promise((resolve) => socket.once('disconnect', resolve));
  await relay.relay.app.close();
  expect(await goodbye).toBe('io server disconnect');
});
