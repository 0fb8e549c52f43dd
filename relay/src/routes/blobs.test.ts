import { readdir } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { MissingBlobs } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestDevice } from '../testing/device.ts';
import { addDevice } from '../testing/neighbours.ts';
import { makePicture, sha256 } from '../testing/pictures.ts';
import { DEVICE_TOKEN, onDisk, startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';

const LIMIT = 300_000;
let relay: TestRelay;
let device: TestDevice;
beforeEach(async () => {
  relay = await startTestRelay((folder) => ({
    ...onDisk(folder),
    maxBlobBytes: LIMIT,
    uploadStallMs: 300,
  }));
  device = new TestDevice(relay.url);
});
afterEach(() => relay.stop());

const leftovers = () => readdir(path.join(relay.folder, 'relay', 'incoming'));
async function stored(): Promise<string[]> {
  const entries = await readdir(path.join(relay.folder, 'relay', 'blobs'), { recursive: true });
  return entries.map((entry) => path.basename(entry)).filter((name) => name.length === 64);
}
async function missing(from: TestDevice, hashes: string[]): Promise<string[]> {
  const reply = await from.sendJson('POST', '/api/ingest/blobs/missing', { hashes });
  return MissingBlobs.parse(await reply.json()).missing;
}

/** Starts an upload and sends only `part` of the `announced` bytes. */
function beginUpload(hash: string, announced: number | null, part: Buffer) {
  const request = http.request(`${relay.url}/api/ingest/blobs/${hash}`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${DEVICE_TOKEN}`,
      ...(announced === null ? {} : { 'content-length': announced }),
    },
  });
  request.write(part);
  const reply = new Promise<http.IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  return { request, reply };
}

async function untilNoLeftovers(): Promise<void> {
  await expect.poll(leftovers).toEqual([]);
}

test('a blob is stored once its bytes are the announced ones', async () => {
  const { bytes, ref } = await makePicture(1);
  expect(await missing(device, [ref.hash])).toEqual([ref.hash]);
  const reply = await device.upload(bytes);
  expect([reply.status, await reply.json()]).toEqual([
    200,
    { hash: ref.hash, bytes: bytes.length },
  ]);
  expect(await missing(device, [ref.hash, ref.hash])).toEqual([]);
  expect(await stored()).toEqual([ref.hash]);
});

test('repeating an upload is answered the same way and stores nothing twice', async () => {
  const { bytes, ref } = await makePicture(1);
  for (let time = 0; time < 3; time += 1) expect((await device.upload(bytes)).status).toBe(200);
  // A known hash is not read again, whatever comes with it: the blob stays what it was.
  expect((await device.upload(Buffer.from('something else'), ref.hash)).status).toBe(200);
  expect(await stored()).toEqual([ref.hash]);
  await untilNoLeftovers();
});

test('the same blob uploaded several times at once is stored once', async () => {
  const { bytes, ref } = await makePicture(1);
  const replies = await Promise.all(Array.from({ length: 10 }, () => device.upload(bytes)));
  expect(replies.map((reply) => reply.status)).toEqual(Array.from({ length: 10 }, () => 200));
  expect(await stored()).toEqual([ref.hash]);
  await untilNoLeftovers();
});

test('other bytes than announced are refused and not kept', async () => {
  const { bytes } = await makePicture(1);
  const { ref: other } = await makePicture(2);
  const reply = await device.upload(bytes, other.hash);
  expect(await failureOf(reply)).toEqual({ status: 422, code: 'blob_hash_mismatch' });
  expect([await stored(), await leftovers()]).toEqual([[], []]);
});

test('nothing but pictures without foreign metadata is kept', async () => {
  const { bytes } = await makePicture(1);
  const withGps = await sharp(bytes)
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 29/1' } })
    .toBuffer();
  const png = await sharp(bytes).png().toBuffer();
  const html = Buffer.from('<script>alert(1)</script>');
  const cut = bytes.subarray(0, -2);
  const trailed = Buffer.concat([bytes, Buffer.from('hidden')]);
  for (const refused of [withGps, png, html, cut, trailed, Buffer.alloc(0)]) {
    const reply = await device.upload(refused);
    expect(await failureOf(reply)).toEqual({ status: 422, code: 'blob_refused' });
  }
  expect([await stored(), await leftovers()]).toEqual([[], []]);
});

test('a blob that is too large is refused before it is sent, and while it is', async () => {
  const big = Buffer.alloc(LIMIT + 1);
  const announced = beginUpload(sha256(big), big.length, Buffer.alloc(10));
  expect((await announced.reply).statusCode).toBe(413);
  const silent = beginUpload(sha256(big), null, big);
  expect((await silent.reply).statusCode).toBe(413);
  announced.request.destroy();
  silent.request.destroy();
  await untilNoLeftovers();
});

test('an upload that stalls is told so and dropped', async () => {
  const { bytes, ref } = await makePicture(1);
  const { request, reply } = beginUpload(ref.hash, bytes.length, bytes.subarray(0, 100));
  const cut = new Promise((resolve) => request.once('close', resolve));
  const answer = await reply;
  expect(answer.statusCode).toBe(408);
  expect(JSON.parse((await answer.toArray()).join(''))).toMatchObject({
    error: { code: 'upload_stalled' },
  });
  await cut;
  expect([await stored(), await leftovers()]).toEqual([[], []]);
});

test('an upload that the client gives up leaves nothing behind', async () => {
  const { bytes, ref } = await makePicture(1);
  const { request, reply } = beginUpload(ref.hash, bytes.length, bytes.subarray(0, 100));
  reply.catch(() => undefined);
  await expect.poll(async () => (await leftovers()).length).toBe(1);
  request.destroy();
  await untilNoLeftovers();
  expect(await stored()).toEqual([]);
  expect((await device.upload(bytes)).status).toBe(200);
});

test('a slow upload that never stalls arrives', async () => {
  const { bytes, ref } = await makePicture(3);
  const { request, reply } = beginUpload(ref.hash, bytes.length, bytes.subarray(0, 10));
  for (const end of [100, 200, bytes.length]) {
    await sleep(150);
    request.write(bytes.subarray(end === 100 ? 10 : end - (end === 200 ? 100 : end - 200), end));
  }
  request.end();
  expect((await reply).statusCode).toBe(200);
});

test('a hash is no way to reach what another device has uploaded', async () => {
  const { bytes, ref } = await makePicture(1);
  await device.upload(bytes);
  const other = await addDevice(relay, [relay.sessionId]);
  expect(await missing(other, [ref.hash])).toEqual([ref.hash]);
  const claimed = await other.upload(Buffer.from('I have it, really'), ref.hash);
  expect(await failureOf(claimed)).toEqual({ status: 422, code: 'blob_hash_mismatch' });
  expect(await missing(other, [ref.hash])).toEqual([ref.hash]);
  expect((await other.upload(bytes)).status).toBe(200);
  expect(await missing(other, [ref.hash])).toEqual([]);
});

test('whatever the upload calls itself, its bytes are taken as they are', async () => {
  const types = ['application/json', 'text/plain', 'image/jpeg', 'multipart/form-data; boundary=x'];
  for (const [shade, type] of types.entries()) {
    const { bytes, ref } = await makePicture(shade);
    const init = { method: 'PUT', headers: { 'content-type': type }, body: new Uint8Array(bytes) };
    expect((await device.call(`/api/ingest/blobs/${ref.hash}`, init)).status).toBe(200);
  }
});

test.each(['ABC', 'g'.repeat(64), 'A'.repeat(64), '..%2f..%2fetc%2fpasswd'])(
  'the name %j is no hash',
  async (name) => {
    const reply = await device.call(`/api/ingest/blobs/${name}`, { method: 'PUT', body: 'x' });
    expect(await failureOf(reply)).toEqual({ status: 400, code: 'invalid_request' });
  },
);

test('without a valid token nothing is read', async () => {
  const { bytes, ref } = await makePicture(1);
  for (const authorization of [
    '',
    'Bearer ',
    'Bearer wrong-token-entirely',
    `Basic ${DEVICE_TOKEN}`,
  ]) {
    const init = { method: 'PUT', headers: { authorization }, body: new Uint8Array(bytes) };
    const reply = await fetch(`${relay.url}/api/ingest/blobs/${ref.hash}`, init);
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
    expect(await failureOf(reply)).toEqual({ status: 401, code: 'unauthorized' });
  }
  expect(await stored()).toEqual([]);
});
