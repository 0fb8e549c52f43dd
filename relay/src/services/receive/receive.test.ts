import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toPictureLiveError } from '../../errors/to-picture-live-error.ts';
import { Intake } from '../../storage/intake.ts';
import type { OpenNew } from '../../storage/intake.ts';
import { LocalDiskStore } from '../../storage/local-disk-store.ts';
import { openTestDatabase } from '../../testing/database.ts';
import type { TestDatabase } from '../../testing/database.ts';
import { fillDatabase } from '../../testing/full-database.ts';
import { makePicture } from '../../testing/pictures.ts';
import { mediaService } from '../media/media.ts';
import { receiveService } from './receive.ts';

let folder: string;
let database: TestDatabase;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'relay-receive-'));
  await mkdir(path.join(folder, 'blobs'));
  await mkdir(path.join(folder, 'incoming'));
  database = await openTestDatabase();
});
afterEach(async () => {
  await database.db.destroy();
  await rm(folder, { recursive: true });
});

function receiving(openNew?: OpenNew) {
  const { db } = database;
  const blobs = new LocalDiskStore(path.join(folder, 'blobs'));
  const intake = new Intake(path.join(folder, 'incoming'), openNew);
  const media = mediaService({ db, blobs, cacheBytes: 1_000_000 });
  const limits = { maxBytes: 1_000_000, stallMs: 1_000 };
  return receiveService({ db, blobs, intake, media, limits, now: () => 1 });
}

test('a full disk is said, leaves nothing behind, and the upload works once there is room', async () => {
  const { bytes, ref } = await makePicture(1);
  const noRoom = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  const full = receiving(() =>
    Promise.resolve({ write: () => Promise.reject(noRoom), close: () => Promise.resolve() }),
  );
  const attempt = full.receive(database.deviceId, ref.hash, Readable.from([bytes]), null);
  await expect(attempt).rejects.toMatchObject({ code: 'storage_full', status: 507, retry: true });
  expect(await full.missing(database.deviceId, [ref.hash])).toEqual([ref.hash]);

  const roomy = receiving();
  await roomy.receive(database.deviceId, ref.hash, Readable.from([bytes]), bytes.length);
  expect(await roomy.missing(database.deviceId, [ref.hash])).toEqual([]);
  expect(await readdir(path.join(folder, 'incoming'))).toEqual([]);
});

test('a database that cannot grow is a full disk too, and goes on when it can', async () => {
  const { db, deviceId } = database;
  const service = receiving();
  const makeRoom = await fillDatabase(db);
  const receive = async (shade: number): Promise<string> => {
    const { bytes, ref } = await makePicture(shade, 8, 8);
    await service.receive(deviceId, ref.hash, Readable.from([bytes]), null);
    return ref.hash;
  };
  const fill = async (): Promise<void> => {
    for (let shade = 1; shade < 500; shade += 1) await receive(shade);
  };
  const failure: unknown = await fill().catch((error: unknown) => error);
  expect(toPictureLiveError(failure).code).toBe('storage_full');

  await makeRoom();
  expect(await service.missing(deviceId, [await receive(500)])).toEqual([]);
});

test('a client that breaks off is a failed upload, also before its first byte', async () => {
  const { ref } = await makePicture(1);
  const body = new Readable({ read: () => undefined });
  const attempt = receiving().receive(database.deviceId, ref.hash, body, null);
  body.destroy();
  await expect(attempt).rejects.toMatchObject({ code: 'upload_stalled' });
  expect(await readdir(path.join(folder, 'incoming'))).toEqual([]);
});
