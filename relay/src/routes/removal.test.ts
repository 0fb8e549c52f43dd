import { RemovalProgress } from '@picture-live/shared/protocol';
import type { Photo } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TestCaller, registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { TestDevice, announce } from '../testing/device.ts';
import { addSession } from '../testing/neighbours.ts';
import { DEVICE_TOKEN, startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';
import { TestSockets, collectEvents, join, settle } from '../testing/sockets.ts';
import type { TestSocket } from '../testing/sockets.ts';

let relay: TestRelay;
let device: TestDevice;
let owner: TestUser;
let laptop: TestSocket;
let told: RemovalProgress[];
const sockets = new TestSockets();
beforeEach(async () => {
  relay = await startTestRelay({ registration: 'open' });
  device = new TestDevice(relay.url);
  owner = await registerUser(relay);
  laptop = await sockets.connect(relay.url);
  await join(laptop, { sessionId: relay.sessionId, deviceToken: DEVICE_TOKEN });
  told = [];
  laptop.on('removal_progress', (progress) => told.push(progress));
});
afterEach(async () => {
  sockets.closeAll();
  await relay.stop();
});

const deliver = async (shade: number): Promise<Photo> =>
  (await device.deliver(relay.sessionId, shade)).photo;

async function openPage(token?: string): Promise<TestSocket> {
  const page = await sockets.connect(relay.url);
  await join(page, { sessionId: relay.sessionId, ...(token !== undefined && { token }) });
  return page;
}

/** Takes the photo back; resolves to the place of that in the feed. */
async function takeBack({ id }: Photo): Promise<number> {
  const page = await openPage();
  const events = collectEvents(page);
  await device.remove(relay.sessionId, id);
  await vi.waitFor(() => expect(events).toHaveLength(1), 20_000);
  page.disconnect();
  return events[0]?.seq ?? 0;
}

const report = (page: TestSocket, photoId: string, seq: number): TestSocket =>
  page.emit('photo_gone', { sessionId: relay.sessionId, gone: [{ photoId, seq }] });

const ask = (photoId: string, who: TestCaller = owner): Promise<Response> =>
  who.call('GET', `/api/photos/${photoId}/removal`);

async function progressOf(photoId: string): Promise<[gone: number, screens: number]> {
  const { gone, screens } = RemovalProgress.parse(await (await ask(photoId)).json());
  return [gone, screens];
}

const reaches = (photoId: string, gone: number, screens: number): Promise<void> =>
  vi.waitFor(async () => expect(await progressOf(photoId)).toEqual([gone, screens]), 20_000);

test('two pages say so, one never does, one is closed, and one comes back', async () => {
  const photo = await deliver(1);
  const [first, second, , lost] = [
    await openPage(),
    await openPage(),
    await openPage(),
    await openPage(),
  ];
  const seq = await takeBack(photo);
  await reaches(photo.id, 0, 4);
  report(first, photo.id, seq);
  report(first, photo.id, seq);
  report(second, photo.id, seq);
  await reaches(photo.id, 2, 4);
  lost.disconnect();
  await reaches(photo.id, 2, 3);
  const back = await openPage();
  report(back, photo.id, seq);
  await reaches(photo.id, 3, 4);
  await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ gone: 3, screens: 4 }), 20_000);
  expect(told[0]).toMatchObject({ sessionId: relay.sessionId, photoId: photo.id, seq, gone: 0 });
});

test('members hear how far it is, guests do not', async () => {
  const photo = await deliver(1);
  const [studio, guest] = [await openPage(owner.token ?? ''), await openPage()];
  const heard: Record<'studio' | 'guest', RemovalProgress[]> = { studio: [], guest: [] };
  studio.on('removal_progress', (progress) => heard.studio.push(progress));
  guest.on('removal_progress', (progress) => heard.guest.push(progress));
  const seq = await takeBack(photo);
  report(guest, photo.id, seq);
  // The studio itself is no screen: members look at what they take away.
  await vi.waitFor(
    () => expect(heard.studio.at(-1)).toMatchObject({ gone: 1, screens: 1 }),
    20_000,
  );
  await settle(guest);
  expect(heard.guest).toEqual([]);
});

test.each(['hide', 'delete', 'replace'])(
  '%s counts, and showing it again ends that',
  async (how) => {
    const photo = await deliver(1);
    const page = await openPage();
    const events = collectEvents(page);
    if (how === 'replace') {
      const next = await announce(2, { revision: 2 });
      for (const picture of [next.thumb, next.grid]) await device.upload(picture.bytes);
      await device.publish(relay.sessionId, photo.id, next.body);
    } else {
      const [method, body] = how === 'hide' ? ['PUT', { hidden: true }] : ['DELETE', undefined];
      await owner.call(method, `/api/photos/${photo.id}`, body);
    }
    await vi.waitFor(() => expect(events).toHaveLength(1), 20_000);
    report(page, photo.id, events[0]?.seq ?? 0);
    await reaches(photo.id, 1, 1);
    if (how !== 'hide') return;
    await owner.call('PUT', `/api/photos/${photo.id}`, { hidden: false });
    await vi.waitFor(async () => expect((await ask(photo.id)).status).toBe(404), 20_000);
  },
);

test('a caption takes nothing off any screen', async () => {
  const photo = await deliver(1);
  await openPage();
  await owner.call('PUT', `/api/photos/${photo.id}`, { caption: 'The cake' });
  await settle(laptop);
  expect(told).toEqual([]);
  expect(await failureOf(await ask(photo.id))).toEqual({ status: 404, code: 'not_found' });
});

test('only who has the session open can say so, and laptops are no screens', async () => {
  const elsewhere = await addSession(relay);
  const photo = await deliver(1);
  const stranger = await sockets.connect(relay.url);
  await join(stranger, { sessionId: elsewhere.id });
  const page = await openPage();
  const seq = await takeBack(photo);
  const wrong = [
    { sessionId: elsewhere.id, gone: [{ photoId: photo.id, seq }] },
    { sessionId: relay.sessionId, gone: [] },
    {
      sessionId: relay.sessionId,
      gone: Array.from({ length: 41 }, () => ({ photoId: photo.id, seq })),
    },
  ];
  for (const payload of wrong) stranger.emit('photo_gone', payload);
  for (const socket of [stranger, laptop]) {
    report(socket, photo.id, seq);
    await settle(socket);
  }
  await reaches(photo.id, 0, 1);
  page.emit('leave_session', { sessionId: relay.sessionId }, () => {});
  await reaches(photo.id, 0, 0);
});

test('members and the laptop may ask how far it is, and nobody else', async () => {
  const photo = await deliver(1);
  await takeBack(photo);
  const stranger = await registerUser(relay, { email: 'b@x.example' });
  const statuses: number[] = [];
  const callers = [
    owner,
    new TestCaller(relay.url, DEVICE_TOKEN),
    stranger,
    new TestCaller(relay.url),
  ];
  for (const who of callers) statuses.push((await ask(photo.id, who)).status);
  expect(statuses).toEqual([200, 200, 403, 401]);
});
