import { createAuth, imageClient, photoClient } from '@picture-live/shared/client';
import type { StoredTokens } from '@picture-live/shared/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PASSWORD, registerUser } from '../testing/accounts.ts';
import { makePicture } from '../testing/pictures.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';

let relay: TestRelay;
beforeEach(async () => {
  relay = await startTestRelay();
  await registerUser(relay);
});
afterEach(() => relay.stop());

test('the client uploads, changes, likes, replaces, finds and deletes photos and images', async () => {
  let kept: StoredTokens | null = null;
  const store = {
    read: () => kept,
    write: (tokens: StoredTokens | null) => {
      kept = tokens;
    },
  };
  const auth = createAuth({ baseUrl: relay.url, store });
  await auth.login({ email: 'anna@studio.example', password: PASSWORD });
  const { sessionId } = relay;
  const [photos, images] = [photoClient(auth.call), imageClient(auth.call)];
  const file = async (shade: number) => ({
    name: '“a"\r\nb.jpg',
    content: (await makePicture(shade, 90, 60)).bytes,
  });
  const [one] = (await photos.uploadPhotos({ sessionId }, [await file(1)])).outcomes;
  if (one?.ok !== true) throw new Error('not uploaded');
  const { id } = one.photo;
  expect(await photos.changePhoto(id, { tags: ['a'] })).toMatchObject({ tags: ['a'] });
  expect(await photos.like(id, true)).toEqual({ liked: true, likes: 1 });
  expect(await photos.replacePhoto(id, await file(2))).toMatchObject({ outcome: 'replaced' });
  const found = await photos.photos({ sessionId, liked: true, tag: 'a', includeHidden: true });
  expect(found.photos).toMatchObject([{ id, revision: 2 }]);
  await photos.deletePhoto(id);
  expect(await photos.restorePhoto(id)).toMatchObject({ id, sessionId });
  const { outcomes } = await photos.changePhotos({ sessionId, action: 'hide', ids: [id] });
  expect(outcomes).toEqual([{ id, ok: true }]);
  expect((await photos.photo(id)).hidden).toBe('hidden');

  const image = await images.uploadImage(sessionId, await file(3));
  if (!image.ok) throw new Error('not uploaded');
  expect((await images.images(sessionId)).images).toEqual([image.image]);
  await images.deleteImage(image.image.id);
  expect((await images.uploadImages(sessionId, [await file(4)])).outcomes).toHaveLength(1);
});
