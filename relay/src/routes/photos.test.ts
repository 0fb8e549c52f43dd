import { v7 as uuid } from 'uuid';
import { ErrorBody, FeedPage, PublicSession, PublishReply } from '@picture-live/shared/protocol';
import type { PublishPhoto } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestDevice, announce } from '../testing/device.ts';
import { addDevice, addSession } from '../testing/neighbours.ts';
import { makePicture, sha256 } from '../testing/pictures.ts';
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

async function publish(photoId: string, body: PublishPhoto, from = device): Promise<PublishReply> {
  return PublishReply.parse(await (await from.publish(relay.sessionId, photoId, body)).json());
}

/** A photo whose thumb and grid are uploaded. */
async function ready(shade: number, changes: Partial<PublishPhoto> = {}): Promise<PublishPhoto> {
  const photo = await announce(shade, changes);
  await device.upload(photo.thumb.bytes);
  await device.upload(photo.grid.bytes);
  return photo.body;
}

async function withFull(body: PublishPhoto, shade: number): Promise<PublishPhoto> {
  const full = await makePicture(shade, 192, 128);
  await device.upload(full.bytes);
  return { ...body, renditions: { ...body.renditions, full: full.ref } };
}

async function events(): Promise<string[]> {
  const reply = await fetch(`${relay.url}/api/sessions/${relay.sessionId}/feed`);
  const page = FeedPage.parse(await reply.json());
  expect(page.events.map((event) => event.seq)).toEqual(page.events.map((_, index) => index + 1));
  expect(page.lastSeq).toBe(page.events.length);
  return page.events.map((event) => event.type);
}

async function photoCount(): Promise<number> {
  const reply = await fetch(`${relay.url}/api/sessions/${relay.sessionId}`);
  return PublicSession.parse(await reply.json()).photoCount;
}

test('publishing again, also at the same time, changes nothing', async () => {
  const id = uuid();
  const body = await ready(1);
  const replies = await Promise.all(Array.from({ length: 8 }, () => publish(id, body)));
  const outcomes = replies.map((reply) => reply.outcome).toSorted();
  expect(outcomes).toEqual(['published', ...Array.from({ length: 7 }, () => 'unchanged')]);
  expect(new Set(replies.map((reply) => JSON.stringify(reply.photo))).size).toBe(1);
  expect([await events(), await photoCount()]).toEqual([['new_photo'], 1]);
});

test('the full rendition follows, and the small ones stay', async () => {
  const id = uuid();
  const body = await ready(1);
  const { photo } = await publish(id, body);
  const complete = await withFull(body, 1);
  const completed = await publish(id, complete);
  expect(completed).toMatchObject({
    outcome: 'completed',
    photo: { ...photo, renditions: { ...photo.renditions, full: { width: 192, height: 128 } } },
  });
  expect((await publish(id, complete)).outcome).toBe('unchanged');
  expect((await publish(id, body)).photo).toEqual(completed.photo);
  expect(await events()).toEqual(['new_photo', 'photo_status_updated']);
});

test('a re-export replaces the photo in its place, and the old revision cannot come back', async () => {
  const id = uuid();
  const old = await ready(1);
  await publish(id, old);
  const replaced = await publish(id, await ready(2, { revision: 2 }));
  expect(replaced).toMatchObject({ outcome: 'replaced', photo: { id, seq: 1, revision: 2 } });
  expect(await publish(id, old)).toEqual({ outcome: 'unchanged', photo: replaced.photo });
  expect([await events(), await photoCount()]).toEqual([['new_photo', 'photo_status_updated'], 1]);
});

test('the same content under another id is the photo that is live already', async () => {
  const body = await ready(1);
  const { photo } = await publish(uuid(), body);
  expect(await publish(uuid(), body)).toEqual({ outcome: 'duplicate', photo });
  const other = uuid();
  const before = await publish(other, await ready(2));
  const turned = await publish(other, { ...body, revision: 2 });
  expect(turned).toEqual({ outcome: 'duplicate', photo });
  expect(await publish(other, await ready(2))).toEqual({ ...before, outcome: 'unchanged' });
  expect(await events()).toEqual(['new_photo', 'new_photo']);
});

test('two laptops that publish the same content at once make one photo', async () => {
  const second = await addDevice(relay, [relay.sessionId]);
  const photo = await announce(1);
  for (const from of [device, second]) {
    await from.upload(photo.thumb.bytes);
    await from.upload(photo.grid.bytes);
  }
  const replies = await Promise.all(
    [device, second].map((from) => publish(uuid(), photo.body, from)),
  );
  expect(replies.map((reply) => reply.outcome).toSorted()).toEqual(['duplicate', 'published']);
  expect(replies[0]?.photo).toEqual(replies[1]?.photo);
});

test('a photo that is taken back is gone once, and does not return', async () => {
  const id = uuid();
  const body = await ready(1);
  await publish(id, body);
  const removals = await Promise.all([1, 2, 3].map(() => device.remove(relay.sessionId, id)));
  expect(removals.map((reply) => reply.status)).toEqual([204, 204, 204]);
  const again = await device.publish(relay.sessionId, id, { ...body, revision: 2 });
  expect(await failureOf(again)).toEqual({ status: 410, code: 'photo_gone' });
  expect([await events(), await photoCount()]).toEqual([['photo_removed', 'photo_removed'], 0]);
  const anew = await publish(uuid(), body);
  expect(anew).toMatchObject({ outcome: 'published', photo: { seq: 3 } });
});

test('what is not uploaded is named', async () => {
  const { body, thumb, grid } = await announce(1);
  await device.upload(thumb.bytes);
  const reply = await device.publish(relay.sessionId, uuid(), body);
  expect([reply.status, ErrorBody.parse(await reply.json()).error]).toMatchObject([
    409,
    { code: 'blobs_missing', details: { missing: [grid.ref.hash] } },
  ]);
  expect(await events()).toEqual([]);
});

test('a photo cannot be made of what another device has uploaded', async () => {
  const body = await ready(1);
  const other = await addDevice(relay, [relay.sessionId]);
  const reply = await other.publish(relay.sessionId, uuid(), body);
  expect(await failureOf(reply)).toEqual({ status: 409, code: 'blobs_missing' });
});

test.each([
  ['width', { width: 49 }],
  ['height', { height: 31 }],
  ['length', { bytes: 1 }],
])('a rendition of another %s than announced is refused', async (_what, lie) => {
  const body = await ready(1);
  const renditions = { ...body.renditions, thumb: { ...body.renditions.thumb, ...lie } };
  const reply = await device.publish(relay.sessionId, uuid(), { ...body, renditions });
  expect(await failureOf(reply)).toEqual({ status: 400, code: 'invalid_request' });
  expect(await events()).toEqual([]);
});

test('a device reaches the sessions it was given and no other, and only its own photos', async () => {
  const id = uuid();
  const body = await ready(1);
  await publish(id, body);
  const elsewhere = await addSession(relay);
  const forbidden = { status: 403, code: 'forbidden' };
  expect(await failureOf(await device.publish(elsewhere.id, uuid(), body))).toEqual(forbidden);
  expect(await failureOf(await device.remove(elsewhere.id, id))).toEqual(forbidden);

  const colleague = await addDevice(relay, [relay.sessionId, elsewhere.id]);
  const stolen = { ...body, revision: 2 };
  const notTheirs = { status: 403, code: 'photo_not_yours' };
  expect(await failureOf(await colleague.publish(relay.sessionId, id, stolen))).toEqual(notTheirs);
  expect(await failureOf(await colleague.remove(relay.sessionId, id))).toEqual(notTheirs);
  expect(await failureOf(await colleague.publish(elsewhere.id, id, stolen))).toEqual(notTheirs);
  expect(await events()).toEqual(['new_photo']);
});

test('an unknown session or photo is said', async () => {
  const body = await ready(1);
  const unknownSession = { status: 404, code: 'session_not_found' };
  expect(await failureOf(await device.publish(uuid(), uuid(), body))).toEqual(unknownSession);
  expect(await failureOf(await device.remove(uuid(), uuid()))).toEqual(unknownSession);
  expect(await failureOf(await device.remove(relay.sessionId, uuid()))).toEqual({
    status: 404,
    code: 'not_found',
  });
});

test('malformed announcements are refused with the place of the fault', async () => {
  const { body } = await announce(1);
  const malformed: unknown[] = [
    null,
    [],
    'photo',
    {},
    { ...body, revision: 0 },
    { ...body, revision: 1.5 },
    { ...body, width: 70_000 },
    { ...body, thumbhash: '<svg onload=alert(1)>' },
    { ...body, sourceHash: sha256('x').toUpperCase() },
    { ...body, capturedAt: '2026' },
    { ...body, renditions: { thumb: body.renditions.thumb } },
    {
      ...body,
      renditions: { ...body.renditions, grid: { ...body.renditions.grid, type: 'text/html' } },
    },
  ];
  const path = `/api/ingest/sessions/${relay.sessionId}/photos/${uuid()}`;
  for (const wrong of malformed) {
    const reply = await device.sendJson('PUT', path, wrong);
    expect(await failureOf(reply)).toEqual({ status: 400, code: 'invalid_request' });
  }
  const reply = await device.sendJson('PUT', path, { ...body, width: -1 });
  const { error } = ErrorBody.parse(await reply.json());
  expect(error.details).toMatchObject([{ path: '/width' }]);
  expect(JSON.stringify(error.details)).toContain('expected number to be >=1');
});

test('what a laptop says of a new photo arrives with it, and is not said again', async () => {
  const id = uuid();
  const begun = { photographer: ' Ben  Ito ', caption: 'The cake', tags: ['cake', 'cake'] };
  const { photo } = await publish(id, await ready(1, begun));
  expect(photo).toMatchObject({ photographer: 'Ben Ito', caption: 'The cake', tags: ['cake'] });
  await device.wish(relay.sessionId, id, { version: 1, caption: 'By hand', untag: ['cake'] });
  expect((await publish(id, await ready(1, begun))).outcome).toBe('unchanged');
  const other = { ...begun, photographer: 'Ada', revision: 2 };
  const replaced = (await publish(id, await ready(2, other))).photo;
  expect(replaced).toMatchObject({ photographer: 'Ada', caption: 'By hand' });
  expect(replaced.tags).toBeUndefined();
  const nobody = await publish(id, await ready(3, { revision: 3, photographer: '' }));
  expect(nobody.photo.photographer).toBeUndefined();
});

test('a photographer’s name is at most 120 characters of plain text', async () => {
  const body = await ready(1, { photographer: 'x'.repeat(121) });
  const refused = await device.publish(relay.sessionId, uuid(), body);
  expect(await failureOf(refused)).toEqual({ status: 400, code: 'invalid_request' });
});
