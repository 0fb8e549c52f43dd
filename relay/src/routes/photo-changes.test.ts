import { v7 as uuid } from 'uuid';
import {
  FeedPage,
  PhotoBatchReply,
  PhotoDetail,
  PhotoPage,
  PublicSession,
} from '@picture-live/shared/protocol';
import type { Photo } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { registerUser, addMember, TestCaller } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { TestDevice } from '../testing/device.ts';
import { addSession } from '../testing/neighbours.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';
import { TestSockets, collectEvents, join, settle } from '../testing/sockets.ts';

let relay: TestRelay;
let device: TestDevice;
let owner: TestUser;
let anybody: TestCaller;
const sockets = new TestSockets();
beforeEach(async () => {
  relay = await startTestRelay({ registration: 'open' });
  device = new TestDevice(relay.url);
  owner = await registerUser(relay, {});
  anybody = new TestCaller(relay.url);
});
afterEach(async () => {
  sockets.closeAll();
  await relay.stop();
});

const deliver = async (shade: number): Promise<Photo> =>
  (await device.deliver(relay.sessionId, shade)).photo;

async function list(query = '', who: TestCaller = anybody): Promise<string[]> {
  const reply = await who.call('GET', `/api/photos?sessionId=${relay.sessionId}${query}`);
  return PhotoPage.parse(await reply.json()).photos.map((photo) => photo.id);
}

async function feed(): Promise<string[]> {
  const reply = await fetch(`${relay.url}/api/sessions/${relay.sessionId}/feed`);
  return FeedPage.parse(await reply.json()).events.map((event) => event.type);
}

async function photoCount(): Promise<number> {
  const reply = await fetch(`${relay.url}/api/sessions/${relay.sessionId}`);
  return PublicSession.parse(await reply.json()).photoCount;
}

/** What every way to the bytes and the facts of a photo answers to a guest. */
async function waysTo(photo: Photo): Promise<number[]> {
  const urls = Object.values(photo.renditions).flatMap((rendition) => rendition?.url ?? []);
  const paths = [...urls, `/api/photos/${photo.id}`, `/api/photos/${photo.id}/download`];
  const replies = await Promise.all(paths.map((path) => anybody.call('GET', path)));
  await Promise.all(replies.map((reply) => reply.arrayBuffer()));
  return [...new Set(replies.map((reply) => reply.status))];
}

test('a hidden photo is gone for guests on every way, and showing it brings it back', async () => {
  const photo = await deliver(1);
  const socket = await sockets.connect(relay.url);
  await join(socket, { sessionId: relay.sessionId });
  const heard = collectEvents(socket);
  expect(await waysTo(photo)).toEqual([200]);

  const hidden = await owner.call('PUT', `/api/photos/${photo.id}`, { hidden: true });
  expect(PhotoDetail.parse(await hidden.json()).hidden).toBe('hidden');
  expect([await waysTo(photo), await list(), await photoCount()]).toEqual([[410], [], 0]);
  expect(await list('&includeHidden=true', owner)).toEqual([photo.id]);

  await owner.call('PUT', `/api/photos/${photo.id}`, { hidden: false });
  expect([await waysTo(photo), await list(), await photoCount()]).toEqual([[200], [photo.id], 1]);
  await settle(socket);
  expect(heard.map((event) => event.type)).toEqual(['photo_removed', 'new_photo']);
  expect(heard.map((event) => event.seq)).toEqual([2, 3]);
});

test('what is delivered again stays hidden, and the laptop can still complete it', async () => {
  const photo = await deliver(1);
  await owner.call('PUT', `/api/photos/${photo.id}`, { hidden: true });
  expect((await device.deliver(relay.sessionId, 1)).outcome).toBe('duplicate');
  expect((await device.deliver(relay.sessionId, 1, photo.id)).outcome).toBe('unchanged');
  expect([await list(), await waysTo(photo)]).toEqual([[], [410]]);
  expect(await feed()).toEqual(['photo_removed', 'photo_removed']);
});

test('a deleted photo is restored where it was, unless its content is there again', async () => {
  const [first, second] = [await deliver(1), await deliver(2)];
  expect((await owner.call('DELETE', `/api/photos/${first.id}`)).status).toBe(204);
  expect(await waysTo(first)).toEqual([410]);
  await owner.call('POST', `/api/photos/${first.id}/restore`);
  expect([await list(), await waysTo(first)]).toEqual([[second.id, first.id], [200]]);

  await owner.call('DELETE', `/api/photos/${first.id}`);
  await deliver(1);
  const twin = await owner.call('POST', `/api/photos/${first.id}/restore`);
  expect(await failureOf(twin)).toEqual({ status: 409, code: 'duplicate_photo' });
  expect(await photoCount()).toBe(2);
});

test('captions, tags and features are told to everybody and can be asked for', async () => {
  const [first, second] = [await deliver(1), await deliver(2)];
  const said = { caption: ' The cake ', tags: ['cake', 'party'], featured: true };
  const reply = await owner.call('PUT', `/api/photos/${first.id}`, said);
  expect(await reply.json()).toMatchObject({ ...said, caption: 'The cake' });
  expect(await feed()).toEqual(['new_photo', 'new_photo', 'photo_status_updated']);
  expect(await list('&tag=cake')).toEqual([first.id]);
  expect(await list('&tag=nothing')).toEqual([]);
  expect(await list('&featured=false')).toEqual([second.id]);
  expect(await list(`&from=${second.capturedAt + 60_000}`)).toEqual([]);
  expect(await list(`&to=${second.capturedAt}&featured=true`)).toEqual([first.id]);
});

test('likes count everybody once and are found again', async () => {
  const photo = await deliver(1);
  for (const method of ['PUT', 'PUT']) await owner.call(method, `/api/photos/${photo.id}/like`);
  expect(await list('&liked=true', owner)).toEqual([photo.id]);
  const mine = await owner.call('GET', `/api/photos/${photo.id}`);
  expect(await mine.json()).toMatchObject({ liked: true, likes: 1 });
  const taken = await owner.call('DELETE', `/api/photos/${photo.id}/like`);
  expect(await taken.json()).toEqual({ liked: false, likes: 0 });
  const nameless = await anybody.call('GET', `/api/photos?sessionId=${relay.sessionId}&liked=true`);
  expect(await failureOf(nameless)).toEqual({ status: 401, code: 'unauthorized' });
});

test('what is taken along is counted, with a name to keep it under', async () => {
  const photo = await deliver(1);
  const reply = await anybody.call('GET', `/api/photos/${photo.id}/download`);
  expect(reply.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w-]+\.jpg"$/);
  expect((await reply.arrayBuffer()).byteLength).toBe(photo.renditions.grid.bytes);
  const detail = await owner.call('GET', `/api/photos/${photo.id}`);
  expect(await detail.json()).toMatchObject({ downloads: 1 });
});

test('a batch says of each photo what became of it', async () => {
  const photos = [await deliver(1), await deliver(2), await deliver(3)];
  const ids = [...photos.map((photo) => photo.id), uuid()];
  const send = async (body: object): Promise<boolean[]> => {
    const reply = await owner.call('POST', '/api/photos/batch', {
      sessionId: relay.sessionId,
      ids,
      ...body,
    });
    return PhotoBatchReply.parse(await reply.json()).outcomes.map((outcome) => outcome.ok);
  };
  const all = [true, true, true, false];
  expect(await send({ action: 'hide' })).toEqual(all);
  expect(await list()).toEqual([]);
  expect(await send({ action: 'show' })).toEqual(all);
  expect(await send({ action: 'tag', tag: 'x' })).toEqual(all);
  expect(await list('&tag=x')).toHaveLength(3);
  expect(await send({ action: 'untag', tag: 'x' })).toEqual(all);
  expect(await list('&tag=x')).toEqual([]);
  expect(await send({ action: 'feature' })).toEqual(all);
  expect(await list('&featured=true')).toHaveLength(3);
  expect(await send({ action: 'delete' })).toEqual(all);
  expect(await send({ action: 'hide' })).toEqual([false, false, false, false]);
  expect(await photoCount()).toBe(0);
});

test('a moved photo leaves one session and is in the other, under new addresses', async () => {
  const other = await addSession(relay);
  await addMember(relay, other.id, owner.id, 'owner');
  const photo = await deliver(1);
  const move = { sessionId: relay.sessionId, action: 'move', ids: [photo.id] };
  const reply = await owner.call('POST', '/api/photos/batch', { ...move, toSessionId: other.id });
  expect(await reply.json()).toEqual({ outcomes: [{ id: photo.id, ok: true }] });
  expect([await list(), await feed()]).toEqual([[], ['photo_removed', 'photo_removed']]);
  expect((await anybody.call('GET', photo.renditions.thumb.url)).status).toBe(404);
  const there = await anybody.call('GET', `/api/photos?sessionId=${other.id}`);
  const [moved] = PhotoPage.parse(await there.json()).photos;
  expect(moved).toMatchObject({ id: photo.id, seq: 1 });
  expect((await anybody.call('GET', moved?.renditions.thumb.url ?? '')).status).toBe(200);
});

/** Who gets which status for what, in a public session: the first who may is named last. */
test.each([
  ['PUT', '', { caption: 'x' }, [401, 403, 403, 200, 200]],
  ['PUT', '', { hidden: true }, [401, 403, 200, 200, 200]],
  ['DELETE', '', undefined, [401, 403, 403, 204, 204]],
  ['POST', '/restore', undefined, [401, 403, 403, 200, 200]],
  ['GET', '', undefined, [200, 200, 200, 200, 200]],
])('%s of a photo%s with %o is for those it is meant for', async (method, path, body, expected) => {
  const { id } = await deliver(1);
  const stranger = await registerUser(relay, { email: 'b@x.example' });
  const members: TestUser[] = [];
  for (const role of ['moderator', 'photographer'] as const) {
    const user = await registerUser(relay, { email: `${role}@x.example` });
    await addMember(relay, relay.sessionId, user.id, role);
    members.push(user);
  }
  const statuses: number[] = [];
  for (const who of [anybody, stranger, ...members, owner]) {
    statuses.push((await who.call(method, `/api/photos/${id}${path}`, body)).status);
  }
  expect(statuses).toEqual(expected);
  const asDevice = await device.call(`/api/photos/${id}`, { method: 'DELETE' });
  expect(asDevice.status).toBe(403);
});
