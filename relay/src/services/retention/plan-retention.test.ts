import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestDatabase, putPhoto, takePhotoBack } from '../../testing/database.ts';
import type { TestDatabase } from '../../testing/database.ts';
import { sha256 } from '../../testing/pictures.ts';
import { planRetention } from './plan-retention.ts';

let there: TestDatabase;
beforeEach(async () => {
  there = await openTestDatabase();
});
afterEach(() => there.db.destroy());

const put = (name: string) =>
  putPhoto(there, { thumb: sha256(`${name} thumb`), grid: sha256(`${name} grid`) });

test('what will go is told with its time, before it goes', async () => {
  const { db, sessionId } = there;
  expect(await planRetention(db, 1_000)).toEqual({
    sessions: [],
    bin: { photos: 0, firstAt: null },
    doomed: { blobs: 0, bytes: 0 },
  });
  const [first, second] = [await put('a'), await put('b')];
  await takePhotoBack(db, first, 7_000);
  await takePhotoBack(db, second, 5_000);
  const doomed = { hash: sha256('a thumb'), state: 'doomed' as const, since: 1 };
  await db.insertInto('blob_collection').values(doomed).execute();
  expect(await planRetention(db, 1_000)).toMatchObject({
    bin: { photos: 2, firstAt: 6_000 },
    doomed: { blobs: 1, bytes: 12 },
  });
  const deleted = { deleted_at: 1, restorable_until: 9_000 };
  await db.updateTable('sessions').set(deleted).where('id', '=', sessionId).execute();
  expect(await planRetention(db, 1_000)).toMatchObject({
    sessions: [{ title: 'Party', at: 9_000, photos: 2, messages: 0 }],
    bin: { photos: 0 },
  });
});
