import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findUploads } from '../../repositories/blobs.ts';
import { updatePhoto } from '../../repositories/photos.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { Intake } from '../../storage/intake.ts';
import { LocalDiskStore } from '../../storage/local-disk-store.ts';
import { openTestDatabase, putPhoto, takePhotoBack } from '../../testing/database.ts';
import type { TestDatabase } from '../../testing/database.ts';
import { makePicture, sha256 } from '../../testing/pictures.ts';
import type { TestPicture } from '../../testing/pictures.ts';
import { mediaService } from '../media/media.ts';
import { checkRenditions } from '../publish/check-renditions.ts';
import { receiveService } from '../receive/receive.ts';
import { collectBlobs } from './collection.ts';
import type { CollectionReport } from './collection.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let folder: string;
let database: TestDatabase;
let store: BlobStore;
let now: number;
let picture: TestPicture;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'relay-collection-'));
  await mkdir(path.join(folder, 'blobs'));
  await mkdir(path.join(folder, 'incoming'));
  store = new LocalDiskStore(path.join(folder, 'blobs'));
  database = await openTestDatabase();
  now = Date.now();
  picture = await makePicture(1);
});
afterEach(async () => {
  await database.db.destroy();
  await rm(folder, { recursive: true });
});

const collect = (blobs: BlobStore = store): Promise<CollectionReport> =>
  collectBlobs({ db: database.db, blobs, graceMs: DAY, photoGraceMs: DAY, now: () => now });

/** Marks, lets the time pass that a mark has to stand, and deletes. */
async function collectTwice(): Promise<number> {
  const { collected } = await collect();
  now += HOUR;
  return collected + (await collect()).collected;
}

async function upload({ bytes, ref } = picture, blobs: BlobStore = store): Promise<void> {
  const { db, deviceId } = database;
  const receiving = receiveService({
    db,
    blobs,
    intake: new Intake(path.join(folder, 'incoming')),
    media: mediaService({ db, blobs, cacheBytes: 0 }),
    limits: { maxBytes: 1_000_000, stallMs: 1_000 },
    now: () => now,
  });
  await receiving.receive(deviceId, ref.hash, Readable.from([bytes]), bytes.length);
}

async function storeWithoutRecord(hash: string, ageMs: number): Promise<void> {
  const file = path.join(folder, 'incoming', 'orphan.part');
  await writeFile(file, 'orphan');
  await utimes(file, new Date(now - ageMs), new Date(now - ageMs));
  await store.put(hash, file);
}

/** What a device does before its photo can refer to the blob. */
async function refer({ ref } = picture): Promise<void> {
  const { db, deviceId } = database;
  await db.transaction().execute((trx) => checkRenditions(trx, deviceId, [['thumb', ref]]));
}

const isStored = async (hash = picture.ref.hash): Promise<boolean> =>
  (await store.read(hash)) !== null;

test('bytes that nothing shows are deleted once their time is over, and not before', async () => {
  await upload();
  now += DAY - 1;
  expect(await collectTwice()).toBe(0);
  expect(await isStored()).toBe(true);
  now += HOUR;
  expect(await collectTwice()).toBe(1);
  expect(await isStored()).toBe(false);
  now += DAY;
  expect(await collect()).toEqual({ doomed: 0, unrecorded: 0, collected: 0 });
});

test('nothing is deleted by the run that marks it', async () => {
  await upload();
  now += 2 * DAY;
  expect(await collect()).toMatchObject({ doomed: 1, collected: 0 });
  expect(await collect()).toMatchObject({ doomed: 0, collected: 0 });
  expect(await isStored()).toBe(true);
});

test('the pictures of a live photo stay for ever, those of one taken back for a while', async () => {
  await upload();
  const grid = sha256('grid');
  const id = await putPhoto(database, { thumb: picture.ref.hash, grid });
  now += 365 * DAY;
  expect(await collectTwice()).toBe(0);
  await takePhotoBack(database.db, id, now);
  now += DAY / 2;
  expect(await collectTwice()).toBe(0);
  expect(await isStored()).toBe(true);
  now += DAY;
  expect(await collectTwice()).toBe(2);
  expect(await isStored()).toBe(false);
});

test('what is out of sight but may come back keeps its pictures, however long it takes', async () => {
  await upload();
  const id = await putPhoto(database, { thumb: picture.ref.hash, grid: sha256('grid') });
  await takePhotoBack(database.db, id, now);
  await database.db.updateTable('photos').set({ hidden: 'hidden' }).where('id', '=', id).execute();
  now += 365 * DAY;
  expect(await collectTwice()).toBe(0);
  expect(await isStored()).toBe(true);
});

test('pictures of messages and uploads that wait for the scanner stay', async () => {
  const { db, sessionId } = database;
  const [full, thumb, waiting] = await Promise.all([20, 40, 60].map((shade) => makePicture(shade)));
  if (full === undefined || thumb === undefined || waiting === undefined) throw new Error('three');
  for (const each of [full, thumb, waiting]) await upload(each);
  const photoId = await putPhoto(database, { thumb: sha256('thumb'), grid: sha256('grid') });
  const about = { width: 48, height: 32, bytes: 1, created_at: 0 };
  const image = { id: 'image', session_id: sessionId, uploader: 'user:1', name: 'a.jpg', ...about };
  const hashes = { hash: full.ref.hash, thumb_hash: thumb.ref.hash };
  await db
    .insertInto('images')
    .values({ ...image, ...hashes })
    .execute();
  const scan = { source_hash: waiting.ref.hash, then_held: 0, created_at: 0, next_try_at: 0 };
  await db
    .insertInto('pending_scans')
    .values({ photo_id: photoId, ...scan })
    .execute();
  now += 365 * DAY;
  expect(await collectTwice()).toBe(0);
  await db.deleteFrom('images').execute();
  await db.deleteFrom('pending_scans').execute();
  expect(await collectTwice()).toBe(3);
});

test('content that two photos show stays while one of them does', async () => {
  await upload();
  const hashes = { thumb: picture.ref.hash, grid: sha256('grid') };
  const first = await putPhoto(database, hashes);
  const second = await putPhoto(database, hashes);
  await takePhotoBack(database.db, first, now);
  now += 2 * DAY;
  expect(await collectTwice()).toBe(0);
  await takePhotoBack(database.db, second, now);
  now += 2 * DAY;
  expect(await collectTwice()).toBe(2);
});

test('a blob that is referred to between the mark and the deletion stays', async () => {
  await upload();
  now += 2 * DAY;
  await collect();
  // A publishing that had seen the upload before it was marked.
  await putPhoto(database, { thumb: picture.ref.hash, grid: sha256('grid') });
  now += HOUR;
  expect(await collect()).toMatchObject({ collected: 0 });
  expect(await isStored()).toBe(true);
});

test('a device learns that a marked blob has to be brought again, and bringing it saves it', async () => {
  await upload();
  now += 2 * DAY;
  await collect();
  await expect(refer()).rejects.toMatchObject({
    code: 'blobs_missing',
    details: { missing: [picture.ref.hash] },
  });
  await upload();
  await refer();
  now += HOUR;
  expect(await collect()).toMatchObject({ collected: 0 });
  expect(await isStored()).toBe(true);
});

test('collected bytes can be brought again', async () => {
  await upload();
  now += 2 * DAY;
  await collectTwice();
  await upload();
  await refer();
  expect(await isStored()).toBe(true);
  expect(await collectTwice()).toBe(0);
});

/** The same store, as another instance sees it: something happens at a bad moment. */
class SlowStore extends LocalDiskStore {
  beforeRemoval = async (): Promise<unknown> => undefined;
  afterPut = async (): Promise<unknown> => undefined;

  override async remove(hash: string): Promise<void> {
    await this.beforeRemoval();
    await super.remove(hash);
  }

  override async put(hash: string, file: string): Promise<void> {
    await super.put(hash, file);
    await this.afterPut();
  }
}

function slowStore(moments: Partial<Pick<SlowStore, 'beforeRemoval' | 'afterPut'>>): BlobStore {
  return Object.assign(new SlowStore(path.join(folder, 'blobs')), moments);
}

test('nobody can refer to a blob, or bring it, while its bytes are being deleted', async () => {
  await upload();
  now += 2 * DAY;
  await collect();
  now += HOUR;
  const tried: unknown[] = [];
  const meanwhile = async (): Promise<void> => {
    for (const attempt of [refer, () => upload()]) {
      tried.push(await attempt().catch((error: unknown) => error));
    }
  };
  expect(await collect(slowStore({ beforeRemoval: meanwhile }))).toMatchObject({ collected: 1 });
  expect(tried).toMatchObject([{ code: 'blobs_missing' }, { code: 'unavailable', retry: true }]);
  expect(await isStored()).toBe(false);
  await upload();
  await refer();
  expect(await isStored()).toBe(true);
});

test('an upload that began before the deletion does not believe its bytes to be there', async () => {
  await upload();
  now += 2 * DAY;
  await collect();
  now += HOUR;
  // Its bytes are put, then the other instance deletes them, then it wants to record them.
  const overtaken = slowStore({ afterPut: () => collect() });
  await expect(upload(picture, overtaken)).rejects.toMatchObject({ code: 'unavailable' });
  expect(await findUploads(database.db, database.deviceId, [picture.ref.hash])).toEqual([]);
  await upload();
  expect(await isStored()).toBe(true);
});

test('two instances at once delete every blob once', async () => {
  const pictures = await Promise.all([20, 40, 60, 80].map((shade) => makePicture(shade)));
  for (const each of pictures) await upload(each);
  now += 2 * DAY;
  const marked = await Promise.all([collect(), collect()]);
  expect(marked.reduce((sum, { doomed }) => sum + doomed, 0)).toBe(4);
  now += HOUR;
  const swept = await Promise.all([collect(), collect()]);
  expect(swept.reduce((sum, { collected }) => sum + collected, 0)).toBe(4);
});

test('what an instance began to delete when it died is deleted by the next one', async () => {
  await upload();
  now += 2 * DAY;
  await collect();
  now += HOUR;
  const dying = slowStore({ beforeRemoval: () => Promise.reject(new Error('killed')) });
  await expect(collect(dying)).rejects.toThrow('killed');
  expect(await isStored()).toBe(true);
  expect(await collect()).toMatchObject({ collected: 0 });
  now += HOUR;
  expect(await collect()).toMatchObject({ collected: 1 });
  expect(await isStored()).toBe(false);
});

test('stored bytes whose record was never committed are found and deleted', async () => {
  const [old, young] = [sha256('old orphan'), sha256('young orphan')];
  await storeWithoutRecord(old, 2 * DAY);
  await storeWithoutRecord(young, HOUR);
  await upload();
  expect(await collect()).toEqual({ doomed: 1, unrecorded: 1, collected: 0 });
  now += HOUR;
  expect(await collect()).toMatchObject({ collected: 1 });
  expect([await isStored(old), await isStored(young), await isStored()]).toEqual([
    false,
    true,
    true,
  ]);
});

test('what waits in the bin keeps its pictures longer than other bytes, what is gone for good does not', async () => {
  await upload();
  const id = await putPhoto(database, { thumb: picture.ref.hash, grid: sha256('grid') });
  await takePhotoBack(database.db, id, now);
  const run = () =>
    collectBlobs({
      db: database.db,
      blobs: store,
      graceMs: DAY,
      photoGraceMs: 30 * DAY,
      now: () => now,
    });
  now += 29 * DAY;
  expect(await run()).toMatchObject({ doomed: 0 });
  await updatePhoto(database.db, id, { deleted_for_good: 1 });
  expect(await run()).toMatchObject({ doomed: 2 });
});

test('a run that is stopped goes on another time', async () => {
  await upload();
  now += 2 * DAY;
  await collect();
  now += HOUR;
  const deps = { db: database.db, blobs: store, graceMs: DAY, photoGraceMs: DAY, now: () => now };
  expect(await collectBlobs(deps, AbortSignal.abort())).toMatchObject({ collected: 0 });
  expect(await collect()).toMatchObject({ collected: 1 });
});
