import { createHash } from 'node:crypto';
import { artworkOf, DEFAULT_RECIPE, Recipe } from '@picture-live/shared/domain';
import { PictureLiveError } from '@picture-live/shared/errors';
import * as z from 'zod/mini';

const MAX_RECIPES = 50;

/** The recipes that are kept, and which of them shots are developed by. At least one, always. */
export const RecipeBook = z
  .object({
    chosen: z.string(),
    saved: z
      .array(z.object({ id: z.string(), recipe: Recipe }))
      .check(z.minLength(1), z.maxLength(MAX_RECIPES)),
  })
  .check(z.refine(({ chosen, saved }) => saved.some(({ id }) => id === chosen)));
export type RecipeBook = z.infer<typeof RecipeBook>;

export const FIRST_BOOK: RecipeBook = {
  chosen: 'standard',
  saved: [{ id: 'standard', recipe: DEFAULT_RECIPE }],
};

/** @throws PictureLiveError `not_found`. */
export function recipeIn(book: RecipeBook, wanted: string): Recipe {
  const found = book.saved.find(({ id }) => id === wanted);
  if (!found) throw new PictureLiveError('not_found', 'This recipe is not kept any more.');
  return found.recipe;
}

export const chosenRecipe = (book: RecipeBook): Recipe => recipeIn(book, book.chosen);

/** @throws PictureLiveError `invalid_request` when the book is full. */
export function withNewRecipe(book: RecipeBook, id: string, recipe: Recipe): RecipeBook {
  if (book.saved.length >= MAX_RECIPES) {
    const most = `At most ${MAX_RECIPES} recipes are kept. Delete one that you do not need.`;
    throw new PictureLiveError('invalid_request', most);
  }
  return { ...book, saved: [...book.saved, { id, recipe }] };
}

/** @throws PictureLiveError `not_found`. */
export function withChangedRecipe(book: RecipeBook, changed: string, recipe: Recipe): RecipeBook {
  recipeIn(book, changed);
  return {
    ...book,
    saved: book.saved.map((entry) => (entry.id === changed ? { ...entry, recipe } : entry)),
  };
}

/** @throws PictureLiveError `not_found`. */
export function withChosen(book: RecipeBook, id: string): RecipeBook {
  recipeIn(book, id);
  return { ...book, chosen: id };
}

/** @throws PictureLiveError `not_found`; `invalid_request` for the chosen one. */
export function withoutRecipe(book: RecipeBook, removed: string): RecipeBook {
  recipeIn(book, removed);
  if (book.chosen === removed) {
    const inUse = 'Shots are developed by this recipe. Choose another one, then delete it.';
    throw new PictureLiveError('invalid_request', inUse);
  }
  return { ...book, saved: book.saved.filter(({ id }) => id !== removed) };
}

/** Every drawing that any of the recipes needs. */
export function artworkIn(book: RecipeBook): Set<string> {
  return new Set(book.saved.flatMap(({ recipe }) => artworkOf(recipe)));
}

/** The same for recipes that make the same picture of every shot, whatever they are called. */
export function recipeHash(recipe: Recipe): string {
  // Parsed, so that the order of its parts is that of the schema.
  const { caption: _caption, ...looks } = Recipe.parse(recipe);
  const parts = { ...looks, name: '' };
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
