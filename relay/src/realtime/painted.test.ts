import { v7 as uuid } from 'uuid';
import type { Painted, PhotoPainted } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestDevice, announce } from '../testing/device.ts';
import { addSession, withDatabase } from '../testing/neighbours.ts';
import { DEVICE_TOKEN, startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { TestSockets, join, settle } from '../testing/sockets.ts';
import type { TestSocket } from '../testing/sockets.ts';

let relay: TestRelay;
let device: TestDevice;
let guest: TestSocket;
let laptop: TestSocket;
let told: PhotoPainted[];
const sockets = new TestSockets();
beforeEach(async () => {
  relay = await startTestRelay();
  device = new TestDevice(relay.url);
  [guest, laptop] = await Promise.all([sockets.connect(relay.url), sockets.connect(relay.url)]);
  await join(guest, { sessionId: relay.sessionId });
  await join(laptop, { sessionId: relay.sessionId, deviceToken: DEVICE_TOKEN });
  told = [];
  laptop.on('photo_painted', (painted) => told.push(painted));
});
afterEach(async () => {
  sockets.closeAll();
  await relay.stop();
});

/** Reports, and waits until the laptop would have heard of it. */
async function report(from: TestSocket, ...reports: Painted[]): Promise<void> {
  for (const painted of reports) from.emit('painted', painted);
  await settle(from);
  // A report is looked up before it is passed on; a join takes the same way and a longer one.
  await join(from, { sessionId: relay.sessionId });
  await settle(laptop);
}

/** A pool of connections promises no order: what is to come is waited for. */
async function toldOf(photos: number): Promise<void> {
  await expect.poll(() => told.length, { timeout: 10_000 }).toBe(photos);
}

test('the laptop learns when a photo was first on a guest’s screen, once', async () => {
  const { photo } = await device.deliver(relay.sessionId, 1);
  const at = photo.publishedAt + 40;
  const other = await sockets.connect(relay.url);
  await join(other, { sessionId: relay.sessionId });
  const toGuests: unknown[] = [];
  other.on('photo_painted', (painted) => toGuests.push(painted));
  await report(guest, { photoId: photo.id, revision: 1, at });
  await toldOf(1);
  await report(other, { photoId: photo.id, revision: 1, at: at + 20 });
  await report(guest, { photoId: photo.id, revision: 1, at: at + 30 });
  expect(told).toEqual([{ photoId: photo.id, revision: 1, firstPaintedAt: at }]);
  expect(toGuests).toEqual([]);
  const row = await withDatabase(relay, (db) =>
    db.selectFrom('photos').select('first_painted_at').executeTakeFirst(),
  );
  expect(row).toEqual({ first_painted_at: at });
  const metrics = await (await fetch(`${relay.url}/metrics`)).text();
  expect(metrics).toContain('picture_live_shown_seconds_bucket{le="0.05"} 1\n');
  expect(metrics).toContain('picture_live_shown_seconds_count 1\n');
});

test('each revision has its own first moment', async () => {
  const { photo } = await device.deliver(relay.sessionId, 1);
  await report(guest, { photoId: photo.id, revision: 1, at: photo.publishedAt });
  await toldOf(1);
  const next = await announce(2, { revision: 2 });
  for (const picture of [next.thumb, next.grid]) await device.upload(picture.bytes);
  await device.publish(relay.sessionId, photo.id, next.body);
  await report(guest, { photoId: photo.id, revision: 2, at: Date.now() });
  await toldOf(2);
  expect(told.map((painted) => painted.revision)).toEqual([1, 2]);
});

test('reports that cannot be true change nothing, and do not spoil a true one', async () => {
  const { photo } = await device.deliver(relay.sessionId, 1);
  const { photo: removed } = await device.deliver(relay.sessionId, 2);
  await device.remove(relay.sessionId, removed.id);
  const { publishedAt } = photo;
  await report(
    guest,
    { photoId: photo.id, revision: 1, at: publishedAt - 60_000 },
    { photoId: photo.id, revision: 1, at: Date.now() + 60_000 },
    { photoId: photo.id, revision: 2, at: publishedAt },
    { photoId: uuid(), revision: 1, at: publishedAt },
    { photoId: removed.id, revision: 1, at: publishedAt },
  );
  expect(told).toEqual([]);
  await report(guest, { photoId: photo.id, revision: 1, at: publishedAt });
  await toldOf(1);
});

test('who has not joined the session cannot report for it', async () => {
  const elsewhere = await addSession(relay);
  const { photo } = await device.deliver(relay.sessionId, 1);
  const stranger = await sockets.connect(relay.url);
  await join(stranger, { sessionId: elsewhere.id });
  stranger.emit('painted', { photoId: photo.id, revision: 1, at: photo.publishedAt });
  laptop.emit('painted', { photoId: photo.id, revision: 1, at: photo.publishedAt });
  await join(stranger, { sessionId: elsewhere.id });
  await Promise.all([settle(stranger), settle(laptop)]);
  expect(told).toEqual([]);
});

test('a laptop that joins again as a guest is told no more than a guest', async () => {
  const { photo } = await device.deliver(relay.sessionId, 1);
  expect(await join(laptop, { sessionId: relay.sessionId })).toMatchObject({
    value: { viewers: 2 },
  });
  await report(guest, { photoId: photo.id, revision: 1, at: photo.publishedAt });
  expect(told).toEqual([]);
});
