import { v7 as uuid } from 'uuid';
import { FeedPage, PhotoPage, PublicSession } from '@picture-live/shared/protocol';
import type { Photo } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestDevice, announce } from '../testing/device.ts';
import { addDevice, addSession } from '../testing/neighbours.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';

let relay: TestRelay;
let device: TestDevice;
beforeEach(async () => {
  relay = await startTestRelay();
  device = new TestDevice(relay.url);
});
afterEach(() => relay.stop());

async function deliver(count: number): Promise<Photo[]> {
  const photos: Photo[] = [];
  for (let shade = 1; shade <= count; shade += 1) {
    photos.push((await device.deliver(relay.sessionId, shade)).photo);
  }
  return photos;
}

async function list(query: string): Promise<PhotoPage> {
  const reply = await fetch(`${relay.url}/api/photos?${query}`);
  return PhotoPage.parse(await reply.json());
}

async function feed(query: string): Promise<FeedPage> {
  const reply = await fetch(`${relay.url}/api/sessions/${relay.sessionId}/feed?${query}`);
  return FeedPage.parse(await reply.json());
}

test('a session is found by its id and by its link', async () => {
  await deliver(2);
  for (const name of [relay.sessionId, relay.slug]) {
    const reply = await fetch(`${relay.url}/api/sessions/${name}`);
    expect(PublicSession.parse(await reply.json())).toMatchObject({
      id: relay.sessionId,
      slug: relay.slug,
      title: 'Anna & Li',
      lastSeq: 2,
      photoCount: 2,
    });
  }
});

test('pages follow each other from the newest to the oldest without repeat or gap', async () => {
  const photos = await deliver(5);
  const first = await list(`sessionId=${relay.slug}&limit=2`);
  // What is published or taken back meanwhile does not shift the next page.
  const [, , third] = photos;
  await device.deliver(relay.sessionId, 6);
  await device.remove(relay.sessionId, third?.id ?? '');
  const second = await list(`sessionId=${relay.slug}&limit=2&after=${first.nextCursor}`);
  expect(first.photos.map((photo) => photo.seq)).toEqual([5, 4]);
  expect(second.photos.map((photo) => photo.seq)).toEqual([2, 1]);
  expect(second.nextCursor).toBeNull();
});

test('the last full page says that nothing follows', async () => {
  await deliver(2);
  expect((await list(`sessionId=${relay.sessionId}&limit=2`)).nextCursor).toBeNull();
});

test('a session without photos has an empty page and an empty feed', async () => {
  expect(await list(`sessionId=${relay.sessionId}`)).toEqual({ photos: [], nextCursor: null });
  expect(await feed('')).toEqual({ era: '', events: [], lastSeq: 0, more: false });
});

test('the feed is read in pieces and tells when there is more', async () => {
  await deliver(5);
  const first = await feed('limit=2');
  expect([first.events.map((event) => event.seq), first.lastSeq, first.more]).toEqual([
    [1, 2],
    5,
    true,
  ]);
  const rest = await feed('after=2&limit=3');
  expect([rest.events.map((event) => event.seq), rest.more]).toEqual([[3, 4, 5], false]);
  expect(await feed('after=5')).toEqual({ era: '', events: [], lastSeq: 5, more: false });
  expect(await feed('after=99')).toEqual({ era: '', events: [], lastSeq: 5, more: false });
});

test('who catches up gets every photo as it is now, in as many events as there were', async () => {
  const [kept, gone] = await deliver(2);
  const next = await announce(7, { revision: 2 });
  for (const picture of [next.thumb, next.grid]) await device.upload(picture.bytes);
  await device.publish(relay.sessionId, kept?.id ?? '', next.body);
  await device.remove(relay.sessionId, gone?.id ?? '');

  const { events } = await feed('');
  expect(events).toMatchObject([
    { seq: 1, type: 'new_photo', photo: { id: kept?.id, revision: 2 } },
    { seq: 2, type: 'photo_removed', photoId: gone?.id },
    { seq: 3, type: 'photo_status_updated', photo: { id: kept?.id, revision: 2 } },
    { seq: 4, type: 'photo_removed', photoId: gone?.id },
  ]);
});

test('one session never shows anything of another', async () => {
  const elsewhere = await addSession(relay);
  const other = await addDevice(relay, [elsewhere.id]);
  const { photo } = await other.deliver(elsewhere.id, 1);
  const [own] = await deliver(1);
  expect((await list(`sessionId=${relay.sessionId}`)).photos).toEqual([own]);
  expect((await list(`sessionId=${elsewhere.slug}`)).photos).toEqual([photo]);
  expect((await feed('')).events).toHaveLength(1);
  // A cursor of the one session is only a place in the order, wherever it is used.
  const foreign = await list(`sessionId=${elsewhere.id}&limit=1`);
  expect(foreign.nextCursor).toBeNull();
});

test('an unknown session is said', async () => {
  const unknown = { status: 404, code: 'session_not_found' };
  for (const path of [
    `/api/sessions/${uuid()}`,
    '/api/sessions/no-such-link',
    `/api/sessions/${uuid()}/feed`,
    `/api/photos?sessionId=${uuid()}`,
  ]) {
    expect(await failureOf(await fetch(`${relay.url}${path}`))).toEqual(unknown);
  }
});

test.each([
  '/api/photos',
  '/api/photos?sessionId=UPPER',
  '/api/photos?sessionId=a&sessionId=b',
  '/api/photos?sessionId=a&limit=0',
  '/api/photos?sessionId=a&limit=201',
  '/api/photos?sessionId=a&limit=2.5',
  '/api/photos?sessionId=a&limit=ten',
  '/api/photos?sessionId=SLUG&after=nonsense',
  `/api/photos?sessionId=SLUG&after=${Buffer.from('seq:-1').toString('base64url')}`,
  `/api/photos?sessionId=SLUG&after=${Buffer.from('seq:1 or 1=1').toString('base64url')}`,
  `/api/photos?sessionId=SLUG&after=${'x'.repeat(101)}`,
  '/api/sessions/SLUG/feed?after=-1',
  '/api/sessions/SLUG/feed?after=1e30',
  '/api/sessions/SLUG/feed?limit=501',
  "/api/sessions/'%20or%201=1--",
])('%s is refused as malformed', async (path) => {
  const reply = await fetch(`${relay.url}${path.replace('SLUG', relay.slug)}`);
  expect(await failureOf(reply)).toEqual({ status: 400, code: 'invalid_request' });
});
