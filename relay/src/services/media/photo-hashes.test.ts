import { afterEach, beforeEach, expect, test } from 'vitest';
import { mediaKeysOf, replaceMediaKey } from '../../repositories/media-keys.ts';
import { openTestDatabase, putPhoto, takePhotoBack } from '../../testing/database.ts';
import type { TestDatabase } from '../../testing/database.ts';
import { sha256 } from '../../testing/pictures.ts';
import { PhotoHashes } from './photo-hashes.ts';
import { signPicture } from './signature.ts';

const thumb = sha256('thumb');
const grid = sha256('grid');
let database: TestDatabase;
let hashes: PhotoHashes;
let photoId: string;
/** Of a clock that only moves when it is told to. */
let now: number;
/** Whether other relays are heard of. */
let isHearing: boolean;
let sign: (hash: string) => string;
beforeEach(async () => {
  database = await openTestDatabase();
  now = 0;
  isHearing = true;
  hashes = new PhotoHashes(
    database.db,
    () => now,
    () => isHearing,
  );
  photoId = await putPhoto(database, { thumb, grid });
  const keys = await mediaKeysOf(database.db, [database.sessionId]);
  sign = (hash) => signPicture(keys.get(database.sessionId) ?? '', photoId, hash);
});
afterEach(() => database.db.destroy());

test('the answer is remembered, for all renditions of the photo', async () => {
  expect(hashes.isKnownLive(photoId, grid, sign(grid))).toBe(false);
  expect(await hashes.standing(photoId, thumb, sign(thumb))).toBe('live');
  expect(hashes.isKnownLive(photoId, grid, sign(grid))).toBe(true);
  expect(await hashes.standing(photoId, sha256('another'), sign(thumb))).toBe('unknown');
});

test('a photo taken back while somebody asks for it is gone for the next one', async () => {
  const asking = hashes.standing(photoId, thumb, sign(thumb));
  const asksToo = hashes.standing(photoId, grid, sign(grid));
  await takePhotoBack(database.db, photoId, 1);
  hashes.forget(photoId);
  await Promise.all([asking, asksToo]);
  expect(hashes.isKnownLive(photoId, thumb, sign(thumb))).toBe(false);
  expect(await hashes.standing(photoId, thumb, sign(thumb))).toBe('gone');
});

test('a signature of another picture, of another length or of other characters opens nothing', async () => {
  const wrong = [
    sign(grid),
    '',
    sign(thumb).slice(1),
    `${sign(thumb)}A`,
    'é'.repeat(22),
    '€'.repeat(22),
  ];
  for (const signature of wrong) {
    expect(await hashes.standing(photoId, thumb, signature)).toBe('unknown');
    expect(hashes.isKnownLive(photoId, thumb, signature)).toBe(false);
  }
  expect(await hashes.standing(photoId, thumb, sign(thumb))).toBe('live');
});

test('with a new key of the session every address that was given out ends', async () => {
  expect(await hashes.standing(photoId, thumb, sign(thumb))).toBe('live');
  await replaceMediaKey(database.db, database.sessionId);
  hashes.forgetSession(database.sessionId);
  expect(hashes.isKnownLive(photoId, thumb, sign(thumb))).toBe(false);
  expect(await hashes.standing(photoId, thumb, sign(thumb))).toBe('unknown');
});

test('a removal that nobody told of is noticed all the same, seconds later', async () => {
  expect(await hashes.standing(photoId, thumb, sign(thumb))).toBe('live');
  await takePhotoBack(database.db, photoId, 1);
  now = 4_999;
  expect(hashes.isKnownLive(photoId, thumb, sign(thumb))).toBe(true);
  now = 5_000;
  expect(hashes.isKnownLive(photoId, thumb, sign(thumb))).toBe(false);
  expect(await hashes.standing(photoId, thumb, sign(thumb))).toBe('gone');
});

test('while other relays are not heard of, a second is all that a removal takes', async () => {
  expect(await hashes.standing(photoId, thumb, sign(thumb))).toBe('live');
  await takePhotoBack(database.db, photoId, 1);
  now = 1_000;
  expect(hashes.isKnownLive(photoId, thumb, sign(thumb))).toBe(true);
  isHearing = false;
  expect(hashes.isKnownLive(photoId, thumb, sign(thumb))).toBe(false);
  expect(await hashes.standing(photoId, thumb, sign(thumb))).toBe('gone');
});

test('where news may have been missed nothing is believed any more', async () => {
  expect(await hashes.standing(photoId, thumb, sign(thumb))).toBe('live');
  await takePhotoBack(database.db, photoId, 1);
  hashes.forgetAll();
  expect(await hashes.standing(photoId, thumb, sign(thumb))).toBe('gone');
});
