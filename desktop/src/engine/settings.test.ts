import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEFAULT_RECIPE } from '@picture-live/shared/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chosenRecipe } from './recipes/recipe-book.ts';
import { openSettings } from './settings.ts';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'settings-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

describe('the settings', () => {
  it('begin with the standard recipe and are the same after a restart', async () => {
    const settings = await openSettings(dataDir);
    expect(chosenRecipe(settings.get().recipes)).toEqual(DEFAULT_RECIPE);
    const recipe = { ...DEFAULT_RECIPE, artist: 'Jané' };
    const recipes = { chosen: 'a', saved: [{ id: 'a', recipe }] };
    await settings.change((before) => ({ ...before, recipes }));
    expect(chosenRecipe(settings.get().recipes).artist).toBe('Jané');
    expect((await openSettings(dataDir)).get().recipes).toEqual(recipes);
    expect(await readdir(dataDir)).toEqual(['settings.json']);
  });

  it('keep both of two changes that are made at once', async () => {
    const settings = await openSettings(dataDir);
    await Promise.all([
      settings.change((before) => ({ ...before, publishMode: { kind: 'review' } })),
      settings.change((before) => ({ ...before, uplink: { ...before.uplink, paused: true } })),
    ]);
    expect((await openSettings(dataDir)).get()).toMatchObject({
      publishMode: { kind: 'review' },
      uplink: { paused: true },
    });
  });

  it('are not guessed when the file is damaged', async () => {
    await writeFile(path.join(dataDir, 'settings.json'), '{"recipes":{"chosen":7}}');
    await expect(openSettings(dataDir)).rejects.toThrow('cannot be read. Correct the file');
  });
});
