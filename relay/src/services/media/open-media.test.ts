import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { InProcessFanOut } from '../../fan-out/in-process-fan-out.ts';
import { mediaKeysOf, replaceMediaKey } from '../../repositories/media-keys.ts';
import { LocalDiskStore } from '../../storage/local-disk-store.ts';
import { openTestDatabase, putPhoto, takePhotoBack } from '../../testing/database.ts';
import type { TestDatabase } from '../../testing/database.ts';
import { sha256 } from '../../testing/pictures.ts';
import { openMedia } from './open-media.ts';
import type { OpenMedia } from './open-media.ts';
import { signPicture } from './signature.ts';
import type { PictureAddress } from './signature.ts';

const bytes = Buffer.from('a picture');
const hash = sha256(bytes);

let folder: string;
let database: TestDatabase;
let fanOut: InProcessFanOut;
/** Two relays on one database and one store. */
let here: OpenMedia;
let there: OpenMedia;
let address: PictureAddress;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'relay-media-'));
  database = await openTestDatabase();
  fanOut = new InProcessFanOut();
  await mkdir(path.join(folder, 'blobs'));
  const blobs = new LocalDiskStore(path.join(folder, 'blobs'));
  await writeFile(path.join(folder, 'upload'), bytes);
  await blobs.put(hash, path.join(folder, 'upload'));
  const config = { mediaCacheBytes: 1_000_000, front: { trustProxy: [], purge: null } };
  const open = (): OpenMedia =>
    openMedia(config, { db: database.db, blobs, fanOut, onFailure: () => expect.unreachable() });
  [here, there] = [open(), open()];
  const photoId = await putPhoto(database, { thumb: hash, grid: sha256('grid') });
  const key = (await mediaKeysOf(database.db, [database.sessionId])).get(database.sessionId) ?? '';
  address = { photoId, hash, signature: signPicture(key, photoId, hash) };
  for (const { media } of [here, there]) {
    await media.load(address);
    expect(media.instantly(address)).toEqual(bytes);
  }
});
afterEach(async () => {
  await here.stop();
  await there.stop();
  await database.db.destroy();
  await rm(folder, { recursive: true });
});

test('a photo taken back on one instance is gone on every other as soon as it has heard', async () => {
  const { photoId } = address;
  await takePhotoBack(database.db, photoId, 1);
  const event = { type: 'photo_removed' as const, seq: 2, at: 1, photoId };
  here.fanOut.publish({ kind: 'feed', sessionId: database.sessionId, event });
  for (const { media } of [here, there]) {
    expect(media.instantly(address)).toBeUndefined();
    await expect(media.load(address)).rejects.toMatchObject({ code: 'photo_gone' });
  }
});

test('addresses of a session that were replaced end on every instance', async () => {
  const { db, sessionId } = database;
  await replaceMediaKey(db, sessionId);
  here.fanOut.publish({ kind: 'media_key', sessionId });
  for (const { media } of [here, there]) {
    expect(media.instantly(address)).toBeUndefined();
    await expect(media.load(address)).rejects.toMatchObject({ code: 'not_found' });
  }
  const key = (await mediaKeysOf(db, [sessionId])).get(sessionId) ?? '';
  const renewed = { ...address, signature: signPicture(key, address.photoId, hash) };
  await expect(there.media.load(renewed)).resolves.toMatchObject({ kind: 'buffer' });
});

test('an instance that has stopped listens no more', async () => {
  await there.stop();
  fanOut.publish({ kind: 'media_key', sessionId: database.sessionId });
  expect(here.media.instantly(address)).toBeUndefined();
  expect(there.media.instantly(address)).toEqual(bytes);
});
