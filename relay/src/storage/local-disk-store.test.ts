import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sha256 } from '../testing/pictures.ts';
import { blobStoreContract } from './blob-store.contract.ts';
import { Intake } from './intake.ts';
import { LocalDiskStore } from './local-disk-store.ts';

blobStoreContract('the local disk', async (folder) => {
  const blobs = path.join(folder, 'blobs');
  await mkdir(blobs);
  return new LocalDiskStore(blobs);
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'local-disk-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a folder that disappears is said in health, not thrown', async () => {
  const store = new LocalDiskStore(path.join(folder, 'gone'));
  expect(await store.check()).toBe('The folder of the pictures cannot be used.');
});

test('an upload on another file system than the pictures is taken all the same', async () => {
  const elsewhere = await mkdtemp('/dev/shm/local-disk-').catch(() => folder);
  try {
    const file = path.join(elsewhere, 'upload.part');
    await writeFile(file, 'a picture');
    const blobs = path.join(folder, 'blobs');
    await mkdir(blobs);
    const store = new LocalDiskStore(blobs);
    const hash = sha256('a picture');
    await store.put(hash, file);
    expect(await store.read(hash)).toEqual(Buffer.from('a picture'));
    expect(await readdir(path.join(blobs, hash.slice(0, 2)))).toEqual([hash]);
    expect(await readdir(elsewhere)).not.toContain('upload.part');
  } finally {
    await rm(elsewhere, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
  }
});

test('what an earlier relay left half-written is thrown away at the start', async () => {
  const incoming = path.join(folder, 'incoming');
  const killed = new Intake(incoming);
  await killed.prepare();
  const half = await killed.begin();
  await half.write(Buffer.from('half a pict'));
  await half.close();

  await new Intake(incoming).prepare();

  expect(await readdir(incoming)).toEqual([]);
});

test('a full disk is said in its own words and leaves nothing behind', async () => {
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  const intake = new Intake(folder, async () => ({
    write: () => Promise.reject(full),
    close: () => Promise.resolve(),
  }));
  const file = await intake.begin();
  await expect(file.write(Buffer.from('x'))).rejects.toMatchObject({ code: 'storage_full' });
  await file.discard();
  expect(await readdir(folder)).toEqual([]);
});

test('a disk that takes only some bytes at a time gets all of them', async () => {
  const taken: number[] = [];
  const intake = new Intake(folder, async () => ({
    write: async (chunk, offset) => {
      const bytesWritten = Math.min(3, chunk.length - offset);
      taken.push(...chunk.subarray(offset, offset + bytesWritten));
      return { bytesWritten };
    },
    close: () => Promise.resolve(),
  }));
  const file = await intake.begin();
  await file.write(Buffer.from('0123456789'));
  expect(Buffer.from(taken).toString()).toBe('0123456789');
});
