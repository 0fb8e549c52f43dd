import { expect, test } from 'vitest';
import { findUploads } from '../../repositories/blobs.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { LocalDiskStore } from '../../storage/local-disk-store.ts';
import { putPhoto } from '../../testing/database.ts';
import { makePicture, sha256 } from '../../testing/pictures.ts';
import { beforeEachCollecting, DAY, HOUR } from '../../testing/collecting.ts';
import type { Collecting } from '../../testing/collecting.ts';

/*
 * What happens between the mark and the deletion, or in the middle of it, here or on another
 * instance.
 */

let stage: Collecting;
beforeEachCollecting((made) => (stage = made));

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
  return Object.assign(new SlowStore(stage.blobFolder), moments);
}

test('a blob that is referred to between the mark and the deletion stays', async () => {
  await stage.upload();
  stage.now += 2 * DAY;
  await stage.collect();
  // A publishing that had seen the upload before it was marked.
  await putPhoto(stage.database, { thumb: stage.picture.ref.hash, grid: sha256('grid') });
  stage.now += HOUR;
  expect(await stage.collect()).toMatchObject({ collected: 0 });
  expect(await stage.isStored()).toBe(true);
});

test('a device learns that a marked blob has to be brought again, and bringing it saves it', async () => {
  await stage.upload();
  stage.now += 2 * DAY;
  await stage.collect();
  await expect(stage.refer()).rejects.toMatchObject({
    code: 'blobs_missing',
    details: { missing: [stage.picture.ref.hash] },
  });
  await stage.upload();
  await stage.refer();
  stage.now += HOUR;
  expect(await stage.collect()).toMatchObject({ collected: 0 });
  expect(await stage.isStored()).toBe(true);
});

test('nobody can refer to a blob, or bring it, while its bytes are being deleted', async () => {
  await stage.upload();
  stage.now += 2 * DAY;
  await stage.collect();
  stage.now += HOUR;
  const tried: unknown[] = [];
  const meanwhile = async (): Promise<void> => {
    for (const attempt of [() => stage.refer(), () => stage.upload()]) {
      tried.push(await attempt().catch((error: unknown) => error));
    }
  };
  expect(await stage.collect(slowStore({ beforeRemoval: meanwhile }))).toMatchObject({
    collected: 1,
  });
  expect(tried).toMatchObject([{ code: 'blobs_missing' }, { code: 'unavailable', retry: true }]);
  expect(await stage.isStored()).toBe(false);
  await stage.upload();
  await stage.refer();
  expect(await stage.isStored()).toBe(true);
});

test('an upload that began before the deletion does not believe its bytes to be there', async () => {
  await stage.upload();
  stage.now += 2 * DAY;
  await stage.collect();
  stage.now += HOUR;
  // Its bytes are put, then the other instance deletes them, then it wants to record them.
  const overtaken = slowStore({ afterPut: () => stage.collect() });
  await expect(stage.upload(stage.picture, overtaken)).rejects.toMatchObject({
    code: 'unavailable',
  });
  expect(await findUploads(stage.db, stage.database.deviceId, [stage.picture.ref.hash])).toEqual(
    [],
  );
  await stage.upload();
  expect(await stage.isStored()).toBe(true);
});

test('two instances at once delete every blob once', async () => {
  const pictures = await Promise.all([20, 40, 60, 80].map((shade) => makePicture(shade)));
  for (const each of pictures) await stage.upload(each);
  stage.now += 2 * DAY;
  const marked = await Promise.all([stage.collect(), stage.collect()]);
  expect(marked.reduce((sum, { doomed }) => sum + doomed, 0)).toBe(4);
  stage.now += HOUR;
  const swept = await Promise.all([stage.collect(), stage.collect()]);
  expect(swept.reduce((sum, { collected }) => sum + collected, 0)).toBe(4);
});

test('what an instance began to delete when it died is deleted by the next one', async () => {
  await stage.upload();
  stage.now += 2 * DAY;
  await stage.collect();
  stage.now += HOUR;
  const dying = slowStore({ beforeRemoval: () => Promise.reject(new Error('killed')) });
  await expect(stage.collect(dying)).rejects.toThrow('killed');
  expect(await stage.isStored()).toBe(true);
  expect(await stage.collect()).toMatchObject({ collected: 0 });
  stage.now += HOUR;
  expect(await stage.collect()).toMatchObject({ collected: 1 });
  expect(await stage.isStored()).toBe(false);
});

test('a run that is stopped goes on another time', async () => {
  await stage.upload();
  stage.now += 2 * DAY;
  await stage.collect();
  stage.now += HOUR;
  const stopped = stage.collect(stage.store, DAY, AbortSignal.abort());
  expect(await stopped).toMatchObject({ collected: 0 });
  expect(await stage.collect()).toMatchObject({ collected: 1 });
});
