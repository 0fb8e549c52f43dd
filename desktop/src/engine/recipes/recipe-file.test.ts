import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { artworkOf, DEFAULT_RECIPE, NO_ARTWORK, type Recipe } from '@picture-live/shared/domain';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openArtworkStore, type ArtworkStore } from './artwork-store.ts';
import { readRecipeFile, recipeFileName, writeRecipeFile } from './recipe-file.ts';

let root: string;
let store: ArtworkStore;
let drawing: Buffer;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'artwork-'));
  store = await openArtworkStore(root);
  drawing = await sharp({ create: { width: 30, height: 20, channels: 4, background: '#c00' } })
    .png()
    .toBuffer();
});
afterEach(() => rm(root, { recursive: true }));

async function marked(): Promise<Recipe> {
  const { hash } = await store.add(drawing);
  return {
    ...DEFAULT_RECIPE,
    name: 'Wedding: Anna & Li',
    copyright: '© {year} {photographer}',
    watermark: {
      kind: 'logo',
      artwork: { ...NO_ARTWORK, landscape: hash, square: hash },
      size: 0.2,
      margin: 0.02,
      opacity: 0.9,
      position: 'top',
    },
    frame: { artwork: { ...NO_ARTWORK, portrait: hash }, fit: 'fit', opacity: 1 },
  };
}

interface SavedFile {
  format: string;
  version: number;
  recipe: Recipe;
  artwork: Record<string, string>;
}

/** The text of a saved recipe, with something about it told differently. */
async function told(change: (file: SavedFile) => Partial<Record<keyof SavedFile, unknown>>) {
  const recipe = await marked();
  const artwork: Record<string, string> = {};
  for (const hash of artworkOf(recipe)) artwork[hash] = (await store.read(hash)).toString('base64');
  const file = { format: 'picture-live-recipe', version: 1, recipe, artwork };
  return JSON.stringify({ ...file, ...change(file) });
}

/** Every drawing of the file as this. */
const drawnAs = (data: string) => (file: SavedFile) => ({
  artwork: Object.fromEntries(Object.keys(file.artwork).map((hash) => [hash, data])),
});

describe('a saved recipe', () => {
  it('is the same recipe on another laptop, drawings and all', async () => {
    const recipe = await marked();
    const text = await writeRecipeFile(recipe, store);
    const other = await mkdtemp(path.join(tmpdir(), 'artwork-'));
    try {
      const elsewhere = await openArtworkStore(other);
      const read = await readRecipeFile(text, elsewhere);
      expect(read).toEqual(recipe);
      expect(await writeRecipeFile(read, elsewhere)).toBe(text);
    } finally {
      await rm(other, { recursive: true });
    }
  });

  it('is named like the recipe, as far as file systems let it', () => {
    const named = (name: string) => recipeFileName({ ...DEFAULT_RECIPE, name });
    expect(named('Anna & Li')).toBe('Anna & Li.picture-live.json');
    expect(named('../a/b:c?')).toBe('a b c.picture-live.json');
    expect(named('...')).toBe('Recipe.picture-live.json');
  });

  it('is not written when a drawing of it is missing', async () => {
    const recipe = await marked();
    await store.sweep(new Set());
    await expect(writeRecipeFile(recipe, store)).rejects.toMatchObject({ code: 'artwork_missing' });
  });

  it('keeps nothing of a drawing but its pixels, under the name of those', async () => {
    const withNotes = await sharp(drawing)
      .withExif({ IFD0: { Artist: 'secret' } })
      .png()
      .toBuffer();
    const name = createHash('sha256').update(withNotes).digest('hex');
    const recipe = { ...(await marked()), frame: null };
    if (recipe.watermark?.kind !== 'logo') throw new Error('The recipe has a logo.');
    recipe.watermark.artwork = { ...NO_ARTWORK, square: name };
    await store.sweep(new Set());
    const text = JSON.stringify({
      format: 'picture-live-recipe',
      version: 1,
      recipe,
      artwork: { [name]: withNotes.toString('base64') },
    });
    const read = await readRecipeFile(text, store);
    const [kept] = await readdir(root);
    expect(read.watermark).toMatchObject({ artwork: { square: kept?.replace('.png', '') } });
    expect((await store.read(kept?.replace('.png', '') ?? '')).includes('secret')).toBe(false);
  });
});

describe('a file that is no recipe of ours', () => {
  it.each<[string, RegExp, () => Promise<string> | string]>([
    ['no JSON', /not JSON/, () => 'RIFF....WEBP'],
    ['something else', /not saved by Picture Live/, () => '{"recipe":{}}'],
    ['null', /not saved by Picture Live/, () => 'null'],
    ['a later version', /newer Picture Live/, () => told(() => ({ version: 2 }))],
    ['another shape', /recipe\./, () => told(() => ({ recipe: {} }))],
    [
      'an unknown variable',
      /There is no variable \{path\}/,
      () => told(({ recipe }) => ({ recipe: { ...recipe, copyright: '{path}' } })),
    ],
    ['without its drawings', /not in it/, () => told(() => ({ artwork: {} }))],
    [
      'a path for a drawing',
      /recipe\.frame/,
      () =>
        told(({ recipe }) => {
          const artwork = { ...NO_ARTWORK, portrait: '../../settings' };
          return { recipe: { ...recipe, frame: { ...recipe.frame, artwork } } };
        }),
    ],
    [
      'drawings that nobody asked for',
      /too many drawings/,
      () =>
        told(({ artwork }) => {
          const more = Array.from({ length: 9 }, (_, i) => [String(i), 'AAAA']);
          return { artwork: { ...artwork, ...Object.fromEntries(more) } };
        }),
    ],
    ['no base64', /artwork\./, () => told(drawnAs('<svg/>'))],
    ['a drawing that is too large', /artwork\./, () => told(drawnAs('A'.repeat(9_000_000)))],
    [
      'a prototype',
      /recipe\./,
      () =>
        '{"format":"picture-live-recipe","version":1,"recipe":{"__proto__":{"thumb":1},"name":"x","format":"jpeg"},"artwork":{}}',
    ],
  ])('is refused with a sentence, and nothing is kept: %s', async (_, reason, make) => {
    const text = await make();
    await store.sweep(new Set());
    const error: unknown = await readRecipeFile(text, store).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'recipe_refused' });
    expect(String(error)).toMatch(reason);
    expect(await readdir(root)).toEqual([]);
  });

  it('is refused where a drawing of it is none', async () => {
    const text = await told(drawnAs('AAAA'));
    await expect(readRecipeFile(text, store)).rejects.toMatchObject({ code: 'artwork_refused' });
  });
});

describe('the drawings on disk', () => {
  it('are each kept once, until no recipe names them', async () => {
    const one = await store.add(drawing);
    const again = await store.add(drawing);
    expect(again.hash).toBe(one.hash);
    expect(await readdir(root)).toEqual([`${one.hash}.png`]);
    await store.sweep(new Set([one.hash]));
    expect(await store.read(one.hash)).toEqual(one.bytes);
    await store.sweep(new Set());
    await expect(store.read(one.hash)).rejects.toMatchObject({ code: 'artwork_missing' });
  });
});
