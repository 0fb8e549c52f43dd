import {
  BinPage,
  PhotoBatchReply,
  PhotoDetail,
  PhotoPage,
  Session,
  Takedown,
} from '@picture-live/shared/protocol';
import type { Photo } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addMember, registerUser, TestCaller } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { TestDevice } from '../testing/device.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';
import { letInGuest } from '../testing/sessions.ts';

let relay: TestRelay;
let device: TestDevice;
let owner: TestUser;
let anybody: TestCaller;
async function start(photoGraceMs?: number): Promise<void> {
  const grace = photoGraceMs === undefined ? {} : { photoGraceMs };
  relay = await startTestRelay({ registration: 'open', ...grace });
  device = new TestDevice(relay.url);
  owner = await registerUser(relay, {});
  anybody = new TestCaller(relay.url);
}
beforeEach(() => start());
afterEach(() => relay.stop());

const deliver = async (shade: number): Promise<Photo> =>
  (await device.deliver(relay.sessionId, shade)).photo;

async function bin(query = '', who: TestCaller = owner): Promise<BinPage> {
  const reply = await who.call('GET', `/api/sessions/${relay.sessionId}/bin${query}`);
  return BinPage.parse(await reply.json());
}

async function batch(action: string, ids: string[]): Promise<PhotoBatchReply> {
  const wanted = { sessionId: relay.sessionId, action, ids };
  const reply = await owner.call('POST', '/api/photos/batch', wanted);
  return PhotoBatchReply.parse(await reply.json());
}

async function list(query: string, who: TestCaller = owner): Promise<string[]> {
  const reply = await who.call('GET', `/api/photos?sessionId=${relay.sessionId}${query}`);
  return PhotoPage.parse(await reply.json()).photos.map(({ id }) => id);
}

async function picture(id: string, who: TestCaller = owner, name = 'thumb'): Promise<number> {
  const reply = await who.call('GET', `/api/photos/${id}/pictures/${name}`);
  await reply.arrayBuffer();
  return reply.status;
}

test('deleted photos wait in the bin, the last one first, and come back out of it together', async () => {
  const photos = [await deliver(1), await deliver(2), await deliver(3)];
  const ids = photos.map(({ id }) => id);
  const before = Date.now();
  await batch('delete', ids.slice(0, 2));
  const { photos: binned, nextCursor } = await bin('?limit=1');
  expect(binned).toMatchObject([{ id: ids[1], hidden: 'removed' }]);
  expect(binned[0]?.restorableUntil).toBeGreaterThanOrEqual(before + 3_600_000);
  expect((await bin(`?limit=1&after=${nextCursor ?? ''}`)).photos.map(({ id }) => id)).toEqual([
    ids[0],
  ]);
  expect((await anybody.call('GET', photos[0]?.renditions.grid.url ?? '')).status).toBe(410);

  const { outcomes } = await batch('restore', ids.slice(0, 2));
  expect(outcomes.every(({ ok }) => ok)).toBe(true);
  expect([(await bin()).photos, await list('', anybody)]).toEqual([[], ids.toReversed()]);
});

test('what was hidden when it was deleted comes back hidden', async () => {
  const photo = await deliver(1);
  await owner.call('PUT', `/api/photos/${photo.id}`, { hidden: true });
  await batch('delete', [photo.id]);
  await batch('restore', [photo.id]);
  expect([await list('', anybody), await list('&state=hidden')]).toEqual([[], [photo.id]]);
});

test('members see the pictures of what is out of sight, and nobody else does', async () => {
  const [binned, hidden] = [await deliver(1), await deliver(2)];
  await owner.call('DELETE', `/api/photos/${binned.id}`);
  await owner.call('PUT', `/api/photos/${hidden.id}`, { hidden: true });
  const moderator = await registerUser(relay, { email: 'mo@studio.example' });
  await addMember(relay, relay.sessionId, moderator.id, 'moderator');
  const guest = await letInGuest(relay.url, relay.sessionId);
  for (const { id } of [binned, hidden]) {
    expect([await picture(id), await picture(id, moderator)]).toEqual([200, 200]);
    expect([await picture(id, anybody), await picture(id, guest)]).toEqual([401, 403]);
  }
  expect(await picture(hidden.id, owner, 'full')).toBe(404);
  expect((await bin('', moderator)).photos).toHaveLength(1);
});

test('what a guest asked to be removed is not in the bin and cannot be restored', async () => {
  const [photo, other] = [await deliver(1), await deliver(2)];
  const asked = await anybody.call('POST', `/api/photos/${photo.id}/takedown`, {});
  await anybody.call('POST', `/api/photos/${other.id}/takedown`, {});
  const session = await owner.call('GET', `/api/sessions/${relay.sessionId}`);
  expect(Session.parse(await session.json()).mine?.openTakedowns).toBe(2);
  expect(JSON.stringify(await (await owner.call('GET', '/api/sessions')).json())).toContain(
    '"openTakedowns":2',
  );
  const { id } = Takedown.parse(await asked.json());
  await owner.call('PUT', `/api/takedowns/${id}`, { decision: 'granted' });
  expect([(await bin()).photos, await picture(photo.id)]).toEqual([[], 410]);
  const restored = await owner.call('POST', `/api/photos/${photo.id}/restore`);
  expect(await failureOf(restored)).toEqual({ status: 410, code: 'photo_gone' });
  expect((await batch('restore', [photo.id])).outcomes).toMatchObject([{ ok: false }]);
});

test('a photo that was in the bin when its removal was granted leaves it for good', async () => {
  const photo = await deliver(1);
  const asked = await anybody.call('POST', `/api/photos/${photo.id}/takedown`, {});
  await owner.call('DELETE', `/api/photos/${photo.id}`);
  expect((await bin()).photos).toHaveLength(1);
  const { id } = Takedown.parse(await asked.json());
  await owner.call('PUT', `/api/takedowns/${id}`, { decision: 'granted' });
  expect((await bin()).photos).toEqual([]);
});

test('the bin forgets what has been in it for long enough', async () => {
  await relay.stop();
  await start(0);
  const photo = await deliver(1);
  await owner.call('DELETE', `/api/photos/${photo.id}`);
  expect([(await bin()).photos, await picture(photo.id)]).toEqual([[], 410]);
});

test('members find photos by what they are and what is said of them; guests may not ask', async () => {
  const [cake, dance] = [await deliver(1), await deliver(2)];
  await owner.call('PUT', `/api/photos/${cake.id}`, { caption: 'The CAKE, 100%', tags: ['sweet'] });
  await owner.call('PUT', `/api/photos/${dance.id}`, { tags: ['First dance'], hidden: true });
  expect(await list('&text=cake')).toEqual([cake.id]);
  expect(await list('&text=SWEET%20cake')).toEqual([cake.id]);
  expect(await list(`&text=${encodeURIComponent('100%')}`)).toEqual([cake.id]);
  expect(await list('&text=%25_%25')).toEqual([]);
  expect(await list('&text=dance&includeHidden=true')).toEqual([dance.id]);
  expect([await list('&state=hidden'), await list('&state=held')]).toEqual([[dance.id], []]);
  expect(await list('&state=shown&includeHidden=true')).toEqual([cake.id]);
  for (const query of ['text=cake', 'state=hidden', 'state=shown']) {
    const path = `/api/photos?sessionId=${relay.sessionId}&${query}`;
    expect((await anybody.call('GET', path)).status).toBe(401);
  }
});

test('members read who brought a photo and how often it was looked at', async () => {
  const photo = await deliver(1);
  const read = async (who: TestCaller): Promise<PhotoDetail> =>
    PhotoDetail.parse(await (await who.call('GET', `/api/photos/${photo.id}`)).json());
  expect(await read(owner)).toMatchObject({
    downloads: 0,
    views: 0,
    broughtBy: { kind: 'laptop' },
  });
  expect(await read(anybody)).not.toHaveProperty('broughtBy');
});
