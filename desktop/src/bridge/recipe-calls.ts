import { ArtworkHash, Recipe } from '@picture-live/shared/domain';
import { RenditionName } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';

/*
 * The recipes' part of the contract. Pictures and files go by URL, relative to the page:
 * `media/recipes/preview/<hash>.jpg`, `media/recipes/artwork/<hash>.png`, and
 * `media/recipes/file/<id>.json`, which is a recipe with its drawings, to be saved.
 */

const RecipeId = z.string().check(z.minLength(1), z.maxLength(64));

/** A recipe that is kept, as the lists name it. */
export const RecipeEntry = z.object({ id: RecipeId, name: z.string() });
export type RecipeEntry = z.infer<typeof RecipeEntry>;

/** Shots that are developed again because the recipe was changed. */
export const Redevelopment = z.object({
  total: z.int(),
  done: z.int(),
  waiting: z.int(),
  /** Shots that stay as they are; at most 100 of them are named. */
  failed: z.int(),
  named: z.array(
    z.object({
      shotId: z.string(),
      name: z.string(),
      /** `gone`: the original is not in its hot folder any more, or is another picture now. */
      kind: z.enum(['gone', 'failed']),
      reason: z.string(),
    }),
  ),
});
export type Redevelopment = z.infer<typeof Redevelopment>;

/** How a recipe looks on a shot. */
export const RecipePreview = z.object({
  /** Names the picture: `media/recipes/preview/<hash>.jpg`. Only the newest few are kept. */
  hash: ArtworkHash,
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
  /** Of the photo, where the recipe says one; else empty. */
  caption: z.string(),
  shot: z.object({ id: z.string(), name: z.string() }),
  /** `rendition`: the file is gone, and this was made from what was published of it. */
  from: z.enum(['file', 'rendition']),
});
export type RecipePreview = z.infer<typeof RecipePreview>;

/** base64 of a file of 12 MB. */
const ARTWORK_CHARACTERS = 16 * 1024 ** 2;
/** A recipe with six of the largest drawings. */
const FILE_CHARACTERS = 50 * 1024 ** 2;

export const RECIPE_CALLS = {
  readRecipe: { input: z.object({ id: RecipeId }), reply: Recipe },
  /** Keeps a recipe; `id` null: as a new one. Of the chosen one it holds for shots from now on. */
  saveRecipe: {
    input: z.object({ id: z.nullable(RecipeId), recipe: Recipe }),
    reply: z.object({ id: RecipeId }),
  },
  /** Holds for shots developed from now on. */
  chooseRecipe: { input: z.object({ id: RecipeId }), reply: z.null() },
  /** Not the chosen one. */
  deleteRecipe: { input: z.object({ id: RecipeId }), reply: z.null() },
  /** Takes what `media/recipes/file/<id>.json` gave; kept as a new recipe, not chosen. */
  importRecipe: {
    input: z.object({ text: z.string().check(z.maxLength(FILE_CHARACTERS)) }),
    reply: z.object({ id: RecipeId }),
  },
  /** Keeps a drawing, a PNG or an SVG as base64, so that recipes can name it. */
  addArtwork: {
    input: z.object({ data: z.string().check(z.maxLength(ARTWORK_CHARACTERS)) }),
    reply: z.object({ hash: ArtworkHash, width: z.int(), height: z.int() }),
  },
  /** Develops a shot by a recipe that need not be kept; `shotId` null: the newest with a picture. */
  previewRecipe: {
    input: z.object({
      recipe: Recipe,
      shotId: z.nullable(z.string()),
      rendition: RenditionName,
    }),
    reply: RecipePreview,
  },
  /** How many shots are out, waiting or held that the chosen recipe would make otherwise. */
  countOutdated: { input: z.null(), reply: z.object({ shots: z.int() }) },
  /** Develops those again, the newest first; how it goes is in the status. */
  redevelop: { input: z.null(), reply: z.null() },
  /** Ends that, or puts its result away. What is done stays done. */
  stopRedevelop: { input: z.null(), reply: z.null() },
} as const;

const USUAL_INPUT_BYTES = 64 * 1024;
const LARGE_INPUTS = new Map<string, number>([
  ['addArtwork', ARTWORK_CHARACTERS + 1024],
  // In UTF-8, with every quote of it escaped once more.
  ['importRecipe', FILE_CHARACTERS + 4 * 1024 ** 2],
]);

/** The most bytes that the input of a call may have as JSON. */
export function inputLimit(call: string): number {
  return LARGE_INPUTS.get(call) ?? USUAL_INPUT_BYTES;
}
