import { isCode } from '@picture-live/shared/errors';
import type { BridgeHandlers } from '../../bridge/contract.ts';
import type { RECIPE_CALLS } from '../../bridge/recipe-calls.ts';
import type { RecipeMediaHost } from '../../bridge/recipe-media.ts';
import type { ArtworkStore } from './artwork-store.ts';
import type { Preview } from './preview.ts';
import {
  recipeIn,
  withChangedRecipe,
  withChosen,
  withNewRecipe,
  withoutRecipe,
  type RecipeBook,
} from './recipe-book.ts';
import { readRecipeFile, recipeFileName, writeRecipeFile } from './recipe-file.ts';
import type { RedevelopmentWork } from './redevelopment.ts';

export interface RecipeHandlersParts {
  book: () => RecipeBook;
  /** Changes the book that is there when its turn comes. */
  changeBook: (edit: (book: RecipeBook) => RecipeBook) => Promise<void>;
  newId: () => string;
  artwork: ArtworkStore;
  preview: Preview;
  redevelopment: RedevelopmentWork;
}

/** The calls of the bridge that are about recipes. */
export function recipeHandlers(
  parts: RecipeHandlersParts,
): Pick<BridgeHandlers, keyof typeof RECIPE_CALLS> {
  const { book, changeBook, newId, artwork, preview, redevelopment } = parts;
  return {
    readRecipe: async ({ id }) => recipeIn(book(), id),

    async saveRecipe({ id, recipe }) {
      const kept = id ?? newId();
      await changeBook((before) =>
        id === null ? withNewRecipe(before, kept, recipe) : withChangedRecipe(before, id, recipe),
      );
      return { id: kept };
    },

    async chooseRecipe({ id }) {
      await changeBook((before) => withChosen(before, id));
      return null;
    },

    async deleteRecipe({ id }) {
      await changeBook((before) => withoutRecipe(before, id));
      return null;
    },

    async importRecipe({ text }) {
      const recipe = await readRecipeFile(text, artwork);
      const id = newId();
      await changeBook((before) => withNewRecipe(before, id, recipe));
      return { id };
    },

    async addArtwork({ data }) {
      const { hash, width, height } = await artwork.add(Buffer.from(data, 'base64'));
      return { hash, width, height };
    },

    previewRecipe: ({ recipe, shotId, rendition }) => preview.preview(recipe, shotId, rendition),

    countOutdated: async () => ({ shots: redevelopment.outdated() }),

    async redevelop() {
      await redevelopment.request();
      return null;
    },

    async stopRedevelop() {
      await redevelopment.clear();
      return null;
    },
  };
}

/** The files of the recipes that a page asks for by URL. */
export function recipeMedia({
  book,
  artwork,
  preview,
}: Pick<RecipeHandlersParts, 'book' | 'artwork' | 'preview'>): RecipeMediaHost['recipeMedia'] {
  return async (asked) => {
    if (asked.kind === 'preview') {
      const bytes = preview.picture(asked.hash);
      return bytes && { bytes };
    }
    if (asked.kind === 'artwork') return drawing(asked.hash);
    const recipe = book().saved.find(({ id }) => id === asked.id)?.recipe;
    if (!recipe) return null;
    const text = await writeRecipeFile(recipe, artwork);
    return { bytes: Buffer.from(text), name: recipeFileName(recipe) };
  };

  async function drawing(hash: string): Promise<{ bytes: Buffer } | null> {
    try {
      return { bytes: await artwork.read(hash) };
    } catch (error) {
      if (isCode(error, 'artwork_missing')) return null;
      throw error;
    }
  }
}
