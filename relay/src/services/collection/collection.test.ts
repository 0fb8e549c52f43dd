import { expect, test } from 'vitest';
import { updatePhoto } from '../../repositories/photos.ts';
import { putPhoto, takePhotoBack } from '../../testing/database.ts';
import { makePicture, sha256 } from '../../testing/pictures.ts';
import { beforeEachCollecting, DAY, HOUR } from '../../testing/collecting.ts';
import type { Collecting } from '../../testing/collecting.ts';

let stage: Collecting;
beforeEachCollecting((made) => (stage = made));

test('bytes that nothing shows are deleted once their time is over, and not before', async () => {
  await stage.upload();
  stage.now += DAY - 1;
  expect(await stage.collectTwice()).toBe(0);
  expect(await stage.isStored()).toBe(true);
  stage.now += HOUR;
  expect(await stage.collectTwice()).toBe(1);
  expect(await stage.isStored()).toBe(false);
  stage.now += DAY;
  expect(await stage.collect()).toEqual({ doomed: 0, unrecorded: 0, collected: 0 });
});

test('nothing is deleted by the run that marks it', async () => {
  await stage.upload();
  stage.now += 2 * DAY;
  expect(await stage.collect()).toMatchObject({ doomed: 1, collected: 0 });
  expect(await stage.collect()).toMatchObject({ doomed: 0, collected: 0 });
  expect(await stage.isStored()).toBe(true);
});

test('the pictures of a live photo stay for ever, those of one taken back for a while', async () => {
  await stage.upload();
  const grid = sha256('grid');
  const id = await putPhoto(stage.database, { thumb: stage.picture.ref.hash, grid });
  stage.now += 365 * DAY;
  expect(await stage.collectTwice()).toBe(0);
  await takePhotoBack(stage.db, id, stage.now);
  stage.now += DAY / 2;
  expect(await stage.collectTwice()).toBe(0);
  expect(await stage.isStored()).toBe(true);
  stage.now += DAY;
  expect(await stage.collectTwice()).toBe(2);
  expect(await stage.isStored()).toBe(false);
});

test('what is out of sight but may come back keeps its pictures, however long it takes', async () => {
  await stage.upload();
  const id = await putPhoto(stage.database, {
    thumb: stage.picture.ref.hash,
    grid: sha256('grid'),
  });
  await takePhotoBack(stage.db, id, stage.now);
  await stage.db.updateTable('photos').set({ hidden: 'hidden' }).where('id', '=', id).execute();
  stage.now += 365 * DAY;
  expect(await stage.collectTwice()).toBe(0);
  expect(await stage.isStored()).toBe(true);
});

test('pictures of messages and uploads that wait for the scanner stay', async () => {
  const { db, sessionId } = stage.database;
  const [full, thumb, waiting] = await Promise.all([20, 40, 60].map((shade) => makePicture(shade)));
  if (full === undefined || thumb === undefined || waiting === undefined) throw new Error('three');
  for (const each of [full, thumb, waiting]) await stage.upload(each);
  const photoId = await putPhoto(stage.database, { thumb: sha256('thumb'), grid: sha256('grid') });
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
  stage.now += 365 * DAY;
  expect(await stage.collectTwice()).toBe(0);
  await db.deleteFrom('images').execute();
  await db.deleteFrom('pending_scans').execute();
  expect(await stage.collectTwice()).toBe(3);
});

test('content that two photos show stays while one of them does', async () => {
  await stage.upload();
  const hashes = { thumb: stage.picture.ref.hash, grid: sha256('grid') };
  const first = await putPhoto(stage.database, hashes);
  const second = await putPhoto(stage.database, hashes);
  await takePhotoBack(stage.db, first, stage.now);
  stage.now += 2 * DAY;
  expect(await stage.collectTwice()).toBe(0);
  await takePhotoBack(stage.db, second, stage.now);
  stage.now += 2 * DAY;
  expect(await stage.collectTwice()).toBe(2);
});

test('collected bytes can be brought again', async () => {
  await stage.upload();
  stage.now += 2 * DAY;
  await stage.collectTwice();
  await stage.upload();
  await stage.refer();
  expect(await stage.isStored()).toBe(true);
  expect(await stage.collectTwice()).toBe(0);
});

test('stored bytes whose record was never committed are found and deleted', async () => {
  const [old, young] = [sha256('old orphan'), sha256('young orphan')];
  await stage.storeWithoutRecord(old, 2 * DAY);
  await stage.storeWithoutRecord(young, HOUR);
  await stage.upload();
  expect(await stage.collect()).toEqual({ doomed: 1, unrecorded: 1, collected: 0 });
  stage.now += HOUR;
  expect(await stage.collect()).toMatchObject({ collected: 1 });
  expect([await stage.isStored(old), await stage.isStored(young), await stage.isStored()]).toEqual([
    false,
    true,
    true,
  ]);
});

test('what waits in the bin keeps its pictures longer than other bytes, what is gone for good does not', async () => {
  await stage.upload();
  const id = await putPhoto(stage.database, {
    thumb: stage.picture.ref.hash,
    grid: sha256('grid'),
  });
  await takePhotoBack(stage.db, id, stage.now);
  const run = () => stage.collect(stage.store, 30 * DAY);
  stage.now += 29 * DAY;
  expect(await run()).toMatchObject({ doomed: 0 });
  await updatePhoto(stage.db, id, { deleted_for_good: 1 });
  expect(await run()).toMatchObject({ doomed: 2 });
});
