import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openBackupWriter } from '@picture-live/shared/backup';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makePicture } from '../testing/pictures.ts';
import { localReader } from './read-local.ts';
import { takeBlobs } from './take-blobs.ts';

const { signal } = new AbortController();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'take-blobs-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function takeOne(hash: string, store: Parameters<typeof takeBlobs>[1]) {
  const file = path.join(folder, 'party.tar');
  const writer = await openBackupWriter(file, { replace: false, version: '1', createdAt: 1 });
  const options = { onBlob: () => {}, signal };
  const without = await takeBlobs(new Map([[hash, 22]]), store, writer, options);
  await writer.discard();
  return without;
}

test('a picture whose bytes have rotted on the disk is left out', async () => {
  const hash = 'ab'.repeat(32);
  const store = { read: async () => Buffer.from('not what the name says') };
  expect(await takeOne(hash, store)).toEqual([hash]);
  expect(await readdir(folder)).toEqual([]);
});

test('a picture that is not in the folder is left out', async () => {
  const { ref } = await makePicture(1, 30, 20);
  expect(await takeOne(ref.hash, localReader(folder))).toEqual([ref.hash]);
});
