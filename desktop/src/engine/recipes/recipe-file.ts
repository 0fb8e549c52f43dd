import { artworkOf, Recipe } from '@picture-live/shared/domain';
import { PictureLiveError } from '@picture-live/shared/errors';
import { MAX_ARTWORK_BYTES } from '@picture-live/shared/imaging';
import * as z from 'zod/mini';
import type { ArtworkStore } from './artwork-store.ts';

const FORMAT = 'picture-live-recipe';
const VERSION = 1;
/** A watermark and a frame, each for three shapes. */
const MAX_DRAWINGS = 6;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

const drawing = z
  .string()
  .check(z.maxLength(Math.ceil((MAX_ARTWORK_BYTES * 4) / 3) + 4), z.regex(BASE64));

const RecipeFile = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  recipe: Recipe,
  /** PNG files as base64, by their SHA-256. */
  artwork: z.record(z.string(), drawing),
});

/** A recipe with its drawings as one text, the same for the same recipe. */
export async function writeRecipeFile(
  recipe: Recipe,
  artwork: Pick<ArtworkStore, 'read'>,
): Promise<string> {
  const drawings: Record<string, string> = {};
  for (const hash of artworkOf(recipe).toSorted()) {
    drawings[hash] = (await artwork.read(hash)).toString('base64');
  }
  const file: z.infer<typeof RecipeFile> = {
    format: FORMAT,
    version: VERSION,
    recipe,
    artwork: drawings,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** What a saved recipe is called on disk: its name without what file systems do not take. */
export function recipeFileName({ name }: Recipe): string {
  const plain = name.replaceAll(/[\p{Cc}<>:"/\\|?*]+/gu, ' ').replace(/^[\s.]+|[\s.]+$/g, '');
  return `${plain || 'Recipe'}.picture-live.json`;
}

/**
 * Reads a recipe that somebody saved, wherever it came from: checks all of it before anything is
 * kept, and draws its drawings anew, so that a PNG holds nothing but pixels.
 *
 * @throws PictureLiveError `recipe_refused`, `artwork_refused`.
 */
export async function readRecipeFile(
  text: string,
  artwork: Pick<ArtworkStore, 'add'>,
): Promise<Recipe> {
  const { recipe, artwork: drawings } = parse(text);
  const needed = artworkOf(recipe);
  if (Object.keys(drawings).length > MAX_DRAWINGS) throw refused('it holds too many drawings');
  const missing = needed.filter((hash) => !Object.hasOwn(drawings, hash));
  if (missing.length > 0) throw refused('a drawing that it needs is not in it');
  const names = new Map<string, string>();
  for (const hash of needed) {
    const { hash: kept } = await artwork.add(Buffer.from(drawings[hash] ?? '', 'base64'));
    names.set(hash, kept);
  }
  return renamed(recipe, (hash) => hash && (names.get(hash) ?? null));
}

function parse(text: string): z.infer<typeof RecipeFile> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw refused('it is not JSON', cause);
  }
  const head = z.object({ format: z.literal(FORMAT), version: z.int() }).safeParse(value);
  if (!head.success) throw refused('it was not saved by Picture Live');
  if (head.data.version > VERSION) {
    throw refused('it was saved by a newer Picture Live: update this one');
  }
  const file = RecipeFile.safeParse(value);
  if (file.success) return file.data;
  const [issue] = file.error.issues;
  throw refused(`${issue?.path.join('.') ?? 'it'}: ${issue?.message ?? 'damaged'}`, file.error);
}

/** The recipe with other names for its drawings. */
function renamed(recipe: Recipe, name: (hash: string | null) => string | null): Recipe {
  const set = ({ landscape, portrait, square }: Record<string, string | null>) => ({
    landscape: name(landscape ?? null),
    portrait: name(portrait ?? null),
    square: name(square ?? null),
  });
  const { watermark, frame } = recipe;
  return {
    ...recipe,
    watermark:
      watermark?.kind === 'logo' ? { ...watermark, artwork: set(watermark.artwork) } : watermark,
    frame: frame && { ...frame, artwork: set(frame.artwork) },
  };
}

function refused(why: string, cause?: unknown): PictureLiveError {
  return new PictureLiveError('recipe_refused', `This recipe cannot be read: ${why}.`, { cause });
}
