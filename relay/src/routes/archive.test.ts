import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { TestDevice } from '../testing/device.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';

let relay: TestRelay;
let device: TestDevice;
let owner: TestUser;
beforeEach(async () => {
  relay = await startTestRelay({ registration: 'open' });
  device = new TestDevice(relay.url);
  owner = await registerUser(relay);
});
afterEach(() => relay.stop());

const byNumber = (a: number, b: number): number => a - b;

/** The stored files of a ZIP by its directory, each checked. */
function readZip(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    const [size, names, extra] = [24, 28, 30].map((place, index) =>
      index === 0 ? zip.readUInt32LE(at + place) : zip.readUInt16LE(at + place),
    );
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString('utf8', at + 46, at + 46 + (names ?? 0));
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(start, start + (size ?? 0));
    expect(crc32(content)).toBe(zip.readUInt32LE(at + 16));
    files.set(name, content);
    at += 46 + (names ?? 0) + (extra ?? 0);
  }
  return files;
}

async function archive(query = '', token: string | null = null): Promise<Map<string, Buffer>> {
  const headers = new Headers(token === null ? {} : { authorization: `Bearer ${token}` });
  const reply = await fetch(`${relay.url}/api/sessions/${relay.slug}/archive${query}`, { headers });
  expect(reply.headers.get('content-type')).toBe('application/zip');
  return readZip(Buffer.from(await reply.arrayBuffer()));
}

test('everything that may be seen is in the archive, the largest there is, and nothing else', async () => {
  expect((await archive()).size).toBe(0);
  const photos = [];
  for (const shade of [1, 2, 3, 4]) photos.push(await device.deliver(relay.sessionId, shade));
  const [first, second, third] = photos.map(({ photo }) => photo.id);
  await owner.call('PUT', `/api/photos/${first ?? ''}`, { hidden: true });
  await owner.call('DELETE', `/api/photos/${second ?? ''}`);
  const files = await archive();
  expect(files.size).toBe(2);
  const sizes = [...files.values()].map((content) => content.length).toSorted(byNumber);
  const grids = photos.slice(2).map(({ photo }) => photo.renditions.grid.bytes);
  expect(sizes).toEqual(grids.toSorted(byNumber));
  await owner.call('PUT', `/api/photos/${third ?? ''}/like`);
  expect((await archive('?liked=true', owner.token)).size).toBe(1);
});

test('only own likes need a name, and an unknown session is said', async () => {
  const nameless = await fetch(`${relay.url}/api/sessions/${relay.slug}/archive?liked=true`);
  expect(await failureOf(nameless)).toEqual({ status: 401, code: 'unauthorized' });
  const nowhere = await fetch(`${relay.url}/api/sessions/nowhere/archive`);
  expect(await failureOf(nowhere)).toEqual({ status: 404, code: 'session_not_found' });
});

test('where downloads are switched off, guests have neither file nor archive, and members have', async () => {
  const { photo } = await device.deliver(relay.sessionId, 1);
  const off = { switches: { download: false } };
  expect((await owner.call('PUT', `/api/sessions/${relay.sessionId}`, off)).status).toBe(200);
  for (const path of [`/api/sessions/${relay.slug}/archive`, `/api/photos/${photo.id}/download`]) {
    expect((await failureOf(await fetch(relay.url + path))).status).toBe(401);
    const own = await owner.call('GET', path);
    expect(own.status).toBe(200);
    await own.arrayBuffer();
  }
});
