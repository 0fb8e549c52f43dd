import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asRawFile, makePhotograph } from '@picture-live/shared/photographs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAgain } from './read-again.ts';

let root: string;
let jpeg: Buffer;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'read-again-'));
  jpeg = await makePhotograph({
    seed: 1,
    width: 1800,
    height: 1200,
    capturedAt: 0,
    gps: null,
    camera: { make: 'a', model: 'b', serial: '1', lens: 'c', lensSerial: '2', owner: 'd' },
  });
});
afterAll(() => rm(root, { recursive: true }));

const knownAs = (bytes: Buffer) => ({
  bytes: bytes.length,
  sourceHash: createHash('sha256').update(bytes).digest('hex'),
});

async function put(name: string, bytes: Buffer): Promise<string> {
  await writeFile(path.join(root, name), bytes);
  return path.join(root, name);
}

it('finds the picture in a file that is as it was', async () => {
  const found = await readAgain(await put('a.jpg', jpeg), knownAs(jpeg));
  expect(found?.picture.equals(jpeg)).toBe(true);
  const raw = asRawFile(jpeg, 'tiff');
  const inRaw = await readAgain(await put('a.cr2', raw), knownAs(raw));
  expect(inRaw?.bytes.equals(raw)).toBe(true);
  expect(inRaw?.picture.length).toBeLessThan(raw.length);
});

it('takes no other picture for it, whatever its name and size', async () => {
  const other = Buffer.from(jpeg);
  other.writeUInt8(other.readUInt8(other.length - 900) ^ 1, other.length - 900);
  expect(await readAgain(await put('a.jpg', other), knownAs(jpeg))).toBeNull();
  expect(await readAgain(await put('a.jpg', jpeg.subarray(1)), knownAs(jpeg))).toBeNull();
  expect(await readAgain(path.join(root, 'gone.jpg'), knownAs(jpeg))).toBeNull();
});
