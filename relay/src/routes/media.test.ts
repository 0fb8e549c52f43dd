import { rm } from 'node:fs/promises';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PhotoPage, PublishReply } from '@picture-live/shared/protocol';
import { mediaKeysOf } from '../repositories/media-keys.ts';
import { mediaUrl } from '../services/media/signature.ts';
import { TestDevice, announce } from '../testing/device.ts';
import { addDevice, addSession, withDatabase } from '../testing/neighbours.ts';
import { sha256 } from '../testing/pictures.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';

let relay: TestRelay;
let device: TestDevice;
beforeEach(async () => {
  relay = await startTestRelay({ maxBlobBytes: 8_000_000 });
  device = new TestDevice(relay.url);
});
afterEach(() => relay.stop());

const get = (url: string, init?: RequestInit) => fetch(new URL(url, relay.url), init);
const bytesOf = async (reply: Response) => Buffer.from(await reply.arrayBuffer());
const gone = { status: 410, code: 'photo_gone' };
const unknown = { status: 404, code: 'not_found' };

async function keyOf(sessionId: string): Promise<string> {
  return withDatabase(
    relay,
    async (db) => (await mediaKeysOf(db, [sessionId])).get(sessionId) ?? '',
  );
}

/** The same relay without anything in memory. */
async function restart(): Promise<void> {
  const { folder } = relay;
  await relay.relay.close();
  const next = await startTestRelay({ maxBlobBytes: 8_000_000 }, folder);
  relay = {
    ...next,
    stop: async () => {
      await next.stop();
      await rm(folder, { recursive: true });
    },
  };
  device = new TestDevice(relay.url);
}

test('a picture is sent as it was uploaded, for browsers to keep', async () => {
  const { thumb } = await announce(1);
  const { photo } = await device.deliver(relay.sessionId, 1);
  for (const from of ['memory', 'disk']) {
    if (from === 'disk') await restart();
    const reply = await get(photo.renditions.thumb.url);
    expect(await bytesOf(reply)).toEqual(thumb.bytes);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(thumb.bytes.length),
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      etag: `"${thumb.ref.hash}"`,
    });
  }
});

test('who has it already is told so, and HEAD sends no bytes', async () => {
  const { photo } = await device.deliver(relay.sessionId, 1);
  const { url, bytes } = photo.renditions.grid;
  for (const from of ['memory', 'disk']) {
    if (from === 'disk') await restart();
    const etag = (await get(url, { method: 'HEAD' })).headers.get('etag') ?? '';
    const again = await get(url, { headers: { 'if-none-match': etag } });
    expect([again.status, (await bytesOf(again)).length]).toEqual([304, 0]);
    const head = await get(url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes)]);
    expect(await bytesOf(head)).toHaveLength(0);
  }
});

test('a rendition too large for the memory is streamed', async () => {
  const pixels = { raw: { width: 1600, height: 1200, channels: 3 as const } };
  const bytes = await sharp(randomBytes(1600 * 1200 * 3), pixels)
    .jpeg({ quality: 90 })
    .toBuffer();
  expect(bytes.length).toBeGreaterThan(1_100_000);
  const { thumb, grid, body } = await announce(1);
  for (const blob of [thumb.bytes, grid.bytes, bytes]) await device.upload(blob);
  const full = {
    hash: sha256(bytes),
    width: 1600,
    height: 1200,
    bytes: bytes.length,
    type: 'image/jpeg' as const,
  };
  const renditions = { ...body.renditions, full };
  const id = uuid();
  const published = await device.publish(relay.sessionId, id, { ...body, renditions });
  const { photo } = PublishReply.parse(await published.json());
  const url = photo.renditions.full?.url ?? '';
  const replies = await Promise.all([get(url), get(url), get(url)]);
  for (const reply of replies) {
    expect(reply.headers.get('content-length')).toBe(String(bytes.length));
    expect((await bytesOf(reply)).equals(bytes)).toBe(true);
  }
  const head = await get(url, { method: 'HEAD' });
  expect(head.headers.get('content-length')).toBe(String(bytes.length));
});

test('every picture of a photo that is taken back is gone at once', async () => {
  const { photo } = await device.deliver(relay.sessionId, 1);
  const urls = [photo.renditions.thumb.url, photo.renditions.grid.url];
  for (const url of urls) expect((await get(url)).status).toBe(200);
  await device.remove(relay.sessionId, photo.id);
  for (const url of urls) {
    const reply = await get(url);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(await failureOf(reply)).toEqual(gone);
    const known = { headers: { 'if-none-match': `"${path.basename(url, '.jpg')}"` } };
    expect((await get(url, known)).status).toBe(410);
  }
  await restart();
  for (const url of urls) expect(await failureOf(await get(url))).toEqual(gone);
});

test('a replaced picture is gone, the one in its place is there', async () => {
  const { photo: old } = await device.deliver(relay.sessionId, 1);
  expect((await get(old.renditions.thumb.url)).status).toBe(200);
  const next = await announce(2, { revision: 2 });
  for (const picture of [next.thumb, next.grid]) await device.upload(picture.bytes);
  const reply = await device.publish(relay.sessionId, old.id, next.body);
  const { photo } = PublishReply.parse(await reply.json());
  expect(await failureOf(await get(old.renditions.thumb.url))).toEqual(gone);
  expect((await get(photo.renditions.thumb.url)).status).toBe(200);
});

test('full can be loaded as soon as it is announced, and the others still', async () => {
  const { photo } = await device.deliver(relay.sessionId, 1);
  expect((await get(photo.renditions.thumb.url)).status).toBe(200);
  const { body } = await announce(1);
  const { thumb } = await announce(9);
  await device.upload(thumb.bytes);
  const renditions = { ...body.renditions, full: thumb.ref };
  const reply = await device.publish(relay.sessionId, photo.id, { ...body, renditions });
  const { photo: completed } = PublishReply.parse(await reply.json());
  expect((await get(completed.renditions.full?.url ?? '')).status).toBe(200);
  expect((await get(photo.renditions.thumb.url)).status).toBe(200);
});

test('content shared by two sessions lives on in the one when the other takes it back', async () => {
  const elsewhere = await addSession(relay);
  const other = await addDevice(relay, [elsewhere.id]);
  const { photo: mine } = await device.deliver(relay.sessionId, 1);
  const { photo: theirs } = await other.deliver(elsewhere.id, 1);
  await device.remove(relay.sessionId, mine.id);
  expect((await get(mine.renditions.thumb.url)).status).toBe(410);
  expect((await get(theirs.renditions.thumb.url)).status).toBe(200);
});

test('a blob that is uploaded but not published cannot be seen', async () => {
  const { thumb } = await announce(5);
  await device.upload(thumb.bytes);
  const { photo } = await device.deliver(relay.sessionId, 1);
  for (const id of [uuid(), photo.id]) {
    const url = mediaUrl(await keyOf(relay.sessionId), id, thumb.ref.hash);
    expect(await failureOf(await get(url))).toEqual(unknown);
  }
});

test('a hash opens nothing under the id of another photo', async () => {
  const { photo: first } = await device.deliver(relay.sessionId, 1);
  const { photo: second } = await device.deliver(relay.sessionId, 2);
  const crossed = first.renditions.thumb.url.replace(first.id, second.id);
  expect(await failureOf(await get(crossed))).toEqual(unknown);
  const hash = path.basename(first.renditions.thumb.url, '.jpg');
  const signed = mediaUrl(await keyOf(relay.sessionId), second.id, hash);
  expect(await failureOf(await get(signed))).toEqual(unknown);
});

test('knowing a photo and the very bytes does not open it: an address has to be given out', async () => {
  const elsewhere = await addSession(relay);
  const { photo } = await device.deliver(relay.sessionId, 1);
  const { url } = photo.renditions.thumb;
  const hash = path.basename(url, '.jpg');
  const signature = url.split('/')[3] ?? '';
  const altered = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
  for (const from of ['memory', 'database']) {
    if (from === 'database') await restart();
    expect((await get(url)).status).toBe(200);
    for (const guess of [
      `/media/${photo.id}/${hash}.jpg`,
      `/media/${photo.id}//${hash}.jpg`,
      url.replace(signature, altered),
      url.replace(signature, signature.slice(1)),
      photo.renditions.grid.url.replace(path.basename(photo.renditions.grid.url, '.jpg'), hash),
      mediaUrl(await keyOf(elsewhere.id), photo.id, hash),
    ]) {
      expect(await failureOf(await get(guess))).toEqual(unknown);
      const known = { headers: { 'if-none-match': `"${hash}"` } };
      expect((await get(guess, known)).status).toBe(404);
    }
  }
});

test('all viewers of a session get the same address, for ever', async () => {
  const { photo } = await device.deliver(relay.sessionId, 1);
  const list = `/api/photos?sessionId=${relay.sessionId}`;
  const first = PhotoPage.parse(await (await get(list)).json());
  await restart();
  const second = PhotoPage.parse(await (await get(list)).json());
  expect(first.photos[0]?.renditions).toEqual(photo.renditions);
  expect(second.photos[0]?.renditions).toEqual(photo.renditions);
});

test('only nginx in front is told how long it may answer by itself: never', async () => {
  const { photo } = await device.deliver(relay.sessionId, 1);
  expect((await get(photo.renditions.thumb.url)).headers.get('x-accel-expires')).toBeNull();
  await relay.stop();
  relay = await startTestRelay({ front: { trustProxy: ['loopback'], purge: null } });
  device = new TestDevice(relay.url);
  const { photo: behind } = await device.deliver(relay.sessionId, 1);
  const reply = await get(behind.renditions.thumb.url);
  expect(reply.headers.get('x-accel-expires')).toBe('@1');
  expect(reply.headers.get('cache-control')).toContain('immutable');
});

test.each([
  '/media/x/y.jpg',
  '/media/x/y/z.jpg',
  '/media/ID/SIG/HASH',
  '/media/ID/SIG/HASH.png',
  '/media/ID/SIG/HASH.jpg.jpg',
  '/media/ID/SIG/HASH.jpg/',
  '/media/ID/SIG/../SIG/HASH%00.jpg',
  '/media/ID/__proto__/HASH.jpg',
  '/media/__proto__/SIG/HASH.jpg',
  '/media/ID/SIG/constructor.jpg',
  '/media/x/y',
  '/media/ID/',
  '/media/ID/HASH',
  '/media/ID/HASH.png',
  '/media/ID/HASH.jpg.jpg',
  '/media/ID/%2e%2e%2f%2e%2e%2frelay.sqlite',
  '/media/../relay.sqlite',
  '/media/ID/HASH%00.jpg',
  '/media/__proto__/HASH.jpg',
  '/media/ID/constructor.jpg',
])('%s is nothing', async (url) => {
  const { photo } = await device.deliver(relay.sessionId, 1);
  const hash = path.basename(photo.renditions.thumb.url, '.jpg');
  const signature = photo.renditions.thumb.url.split('/')[3] ?? '';
  const filled = url.replace('ID', photo.id).replace('HASH', hash).replaceAll('SIG', signature);
  const reply = await get(filled);
  expect(await failureOf(reply)).toEqual(unknown);
});

test('pictures are right also when hardly any fit into the memory', async () => {
  await relay.stop();
  relay = await startTestRelay({ mediaCacheBytes: 1_000 });
  device = new TestDevice(relay.url);
  for (const shade of [1, 2, 3]) {
    const { thumb } = await announce(shade);
    const { photo } = await device.deliver(relay.sessionId, shade);
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => get(photo.renditions.thumb.url)),
    );
    for (const reply of replies) expect(await bytesOf(reply)).toEqual(thumb.bytes);
  }
});
