import { afterEach, beforeEach, expect, test } from 'vitest';
import { markRemoved } from '../../repositories/photos.ts';
import { openTestDatabase, putPhoto } from '../../testing/database.ts';
import type { TestDatabase } from '../../testing/database.ts';
import { sha256 } from '../../testing/pictures.ts';
import { PhotoHashes } from './photo-hashes.ts';

const thumb = sha256('thumb');
const grid = sha256('grid');
let database: TestDatabase;
let hashes: PhotoHashes;
let photoId: string;
beforeEach(async () => {
  database = await openTestDatabase();
  hashes = new PhotoHashes(database.db);
  photoId = await putPhoto(database, { thumb, grid });
});
afterEach(() => database.db.destroy());

test('the answer is remembered, for all renditions of the photo', async () => {
  expect(hashes.isKnownLive(photoId, grid)).toBe(false);
  expect(await hashes.standing(photoId, thumb)).toBe('live');
  expect(hashes.isKnownLive(photoId, grid)).toBe(true);
  expect(await hashes.standing(photoId, sha256('another'))).toBe('unknown');
});

test('a photo taken back while somebody asks for it is gone for the next one', async () => {
  const asking = hashes.standing(photoId, thumb);
  const asksToo = hashes.standing(photoId, grid);
  await markRemoved(database.db, photoId, 1);
  hashes.forget(photoId);
  await Promise.all([asking, asksToo]);
  expect(hashes.isKnownLive(photoId, thumb)).toBe(false);
  expect(await hashes.standing(photoId, thumb)).toBe('gone');
});
