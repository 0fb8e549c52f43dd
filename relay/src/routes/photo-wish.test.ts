import { v7 as uuid } from 'uuid';
import { FeedPage, PhotoWishReply, type PhotoWish } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestDevice, announce } from '../testing/device.ts';
import { addDevice } from '../testing/neighbours.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';

let relay: TestRelay;
let device: TestDevice;
let photoId: string;
beforeEach(async () => {
  relay = await startTestRelay();
  device = new TestDevice(relay.url);
  photoId = uuid();
  await device.deliver(relay.sessionId, 1, photoId);
});
afterEach(() => relay.stop());

async function wish(wanted: PhotoWish): Promise<PhotoWishReply> {
  const reply = await device.wish(relay.sessionId, photoId, wanted);
  return PhotoWishReply.parse(await reply.json());
}

async function events(): Promise<FeedPage['events']> {
  const reply = await fetch(`${relay.url}/api/sessions/${relay.sessionId}/feed`);
  return FeedPage.parse(await reply.json()).events;
}
const types = async (): Promise<string[]> => (await events()).map(({ type }) => type);

test('a laptop takes a photo back and restores it, and what it said of it meanwhile is there', async () => {
  await wish({ version: 1, retracted: true });
  await wish({ version: 2, caption: 'The cake', tag: ['cake', 'family'], featured: true });
  expect(await types(), 'of what is out of sight nobody hears').toHaveLength(2);
  const { photo } = await wish({ version: 3, retracted: false, untag: ['family'] });
  expect(photo).toMatchObject({ caption: 'The cake', tags: ['cake'], featured: true });
  const [, , back] = await events();
  expect(back).toMatchObject({ type: 'new_photo', photo: { caption: 'The cake', tags: ['cake'] } });
});

test('a wish that comes again, or late, changes nothing', async () => {
  await wish({ version: 5, retracted: true });
  expect((await wish({ version: 5, retracted: true })).outcome).toBe('outdated');
  await wish({ version: 6, retracted: false });
  expect((await wish({ version: 5, retracted: true })).outcome).toBe('outdated');
  expect(await types()).toHaveLength(3);
  expect((await types()).at(-1)).toBe('new_photo');
});

test('what is said of a photo is told once, and leaves alone what was not named', async () => {
  await wish({ version: 1, caption: 'The cake', tag: ['cake'] });
  const { photo } = await wish({ version: 2, tag: ['family'] });
  expect(photo).toMatchObject({ caption: 'The cake', tags: ['cake', 'family'] });
  expect(await types()).toEqual(['new_photo', 'photo_status_updated', 'photo_status_updated']);
});

test('a photo that was taken back and exported again is restored as the new version only', async () => {
  await wish({ version: 1, retracted: true });
  const next = await announce(2, { revision: 2 });
  await device.upload(next.thumb.bytes);
  await device.upload(next.grid.bytes);
  const refused = await device.publish(relay.sessionId, photoId, next.body);
  expect(await failureOf(refused)).toMatchObject({ code: 'photo_gone' });
  const body = { ...next.body, evenIfRetracted: true };
  const replaced = await device.publish(relay.sessionId, photoId, body);
  expect(replaced.status).toBe(200);
  expect((await types()).slice(1), 'nobody has seen anything').not.toContain('new_photo');
  await wish({ version: 2, retracted: false });
  expect((await events()).at(-1)).toMatchObject({ type: 'new_photo', photo: { revision: 2 } });
});

test('what somebody else took back, a laptop cannot restore', async () => {
  await device.remove(relay.sessionId, photoId);
  const reply = await device.wish(relay.sessionId, photoId, { version: 1, retracted: false });
  expect(await failureOf(reply)).toEqual({ status: 410, code: 'photo_gone' });
});

test('what a guest asked to be removed does not come back over a laptop', async () => {
  const url = `${relay.url}/api/photos/${photoId}/takedown`;
  await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ reason: 'That is me.' }),
  });
  await wish({ version: 1, retracted: true });
  const reply = await device.wish(relay.sessionId, photoId, { version: 2, retracted: false });
  expect(await failureOf(reply)).toEqual({ status: 410, code: 'photo_gone' });
});

test('a laptop wishes nothing of photos that another one delivered', async () => {
  const colleague = await addDevice(relay, [relay.sessionId]);
  const reply = await colleague.wish(relay.sessionId, photoId, { version: 1, retracted: true });
  expect(await failureOf(reply)).toEqual({ status: 403, code: 'photo_not_yours' });
  expect(await types()).toEqual(['new_photo']);
});
