import { DEFAULT_RECIPE } from '@picture-live/shared/domain';
import type { BridgeHandlers } from '../contract.ts';
import type { RECIPE_CALLS } from '../recipe-calls.ts';

/** Answers to the recipes' calls, for tests that are about something else. */
export function quietRecipeHandlers(): Pick<BridgeHandlers, keyof typeof RECIPE_CALLS> {
  const hash = '0'.repeat(64);
  return {
    readRecipe: async () => DEFAULT_RECIPE,
    saveRecipe: async ({ id }) => ({ id: id ?? 'new' }),
    chooseRecipe: async () => null,
    deleteRecipe: async () => null,
    importRecipe: async () => ({ id: 'imported' }),
    addArtwork: async () => ({ hash, width: 1, height: 1 }),
    previewRecipe: async () => ({
      hash,
      width: 1,
      height: 1,
      bytes: 1,
      shot: { id: 'shot', name: 'IMG_1.JPG' },
      caption: '',
      from: 'file',
    }),
    countOutdated: async () => ({ shots: 0 }),
    redevelop: async () => null,
    stopRedevelop: async () => null,
  };
}
