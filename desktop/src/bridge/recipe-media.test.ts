import { expect, it, vi } from 'vitest';
import { mediaResponse } from './media.ts';
import { inputLimit } from './recipe-calls.ts';
import { recipeMediaOf } from './recipe-media.ts';

const HASH = 'a1'.repeat(32);
const media = async () => null;
const messageMedia = async () => null;

it.each([
  [`/media/recipes/preview/${HASH}.jpg`, { kind: 'preview', hash: HASH }],
  [`media/recipes/artwork/${HASH}.png`, { kind: 'artwork', hash: HASH }],
  ['/media/recipes/file/standard.json', { kind: 'file', id: 'standard' }],
])('finds what %s asks for', (path, asked) => {
  expect(recipeMediaOf(path)).toEqual(asked);
});

it.each([
  `/media/recipes/preview/${HASH}.png`,
  `/media/recipes/artwork/${HASH}.svg`,
  '/media/recipes/artwork/../../settings.json',
  `/media/recipes/artwork/${HASH.toUpperCase()}.png`,
  '/media/recipes/file/../secrets.json',
  '/media/recipes/file/%2e%2e.json',
  '/media/recipes/file/.json',
])('does not ask the engine for %s', async (path) => {
  const recipeMedia = vi.fn(async () => null);
  expect((await mediaResponse({ media, recipeMedia, messageMedia }, path)).status).toBe(404);
  expect(recipeMedia).not.toHaveBeenCalled();
});

it('gives a recipe to be saved under its own name', async () => {
  const recipeMedia = async () => ({ bytes: Buffer.from('{}'), name: '婚礼 "1".json' });
  const reply = await mediaResponse(
    { media, recipeMedia, messageMedia },
    '/media/recipes/file/a-b.json',
  );
  expect(reply).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
  expect(reply.headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[\w%.-]+$/);
});

it('takes large inputs of the calls that carry files only', () => {
  expect(inputLimit('saveRecipe')).toBe(64 * 1024);
  expect(inputLimit('addArtwork')).toBeGreaterThan(16 * 1024 ** 2);
  expect(inputLimit('importRecipe')).toBeGreaterThan(50 * 1024 ** 2);
});
