import path from 'node:path';
import type { Recipe, TemplateVariables } from '@picture-live/shared/domain';
import type { BridgeHandlers, EngineStatus } from '../../bridge/contract.ts';
import type { RECIPE_CALLS } from '../../bridge/recipe-calls.ts';
import type { RecipeMediaHost } from '../../bridge/recipe-media.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilePlace, ShotFacts } from '../ledger/records.ts';
import type { ShotSource } from '../ledger/redevelop.ts';
import { openArtworkStore } from './artwork-store.ts';
import { createPreview } from './preview.ts';
import { artworkIn, chosenRecipe, type RecipeBook } from './recipe-book.ts';
import { recipeHandlers, recipeMedia } from './recipe-handlers.ts';
import { createRedevelopment, type RedevelopmentParts } from './redevelopment.ts';
import { createSources, type SourcesParts } from './sources.ts';
import { variablesFor } from './variables.ts';

export interface RecipesParts {
  dataDir: string;
  book: () => RecipeBook;
  /** Changes the book that is there when its turn comes, and tells the shells. */
  changeBook: (edit: (book: RecipeBook) => RecipeBook) => Promise<void>;
  newId: () => string;
  sessionTitle: () => string;
  /** Whose hot folder a file lies in; null where nobody was named. */
  photographerOf: (place: FilePlace) => string | null;
  ledger: Ledger;
}

/** What developing again needs of the steps that start after the recipes. */
export type RestartParts = Pick<
  RedevelopmentParts,
  'spool' | 'idle' | 'patiently' | 'now' | 'onChange' | 'onQueued' | 'onError' | 'signal'
> &
  Pick<SourcesParts, 'pathsOf' | 'admit'>;

/** All there is about recipes: which are kept, their drawings, previews, developing again. */
export async function createRecipes(parts: RecipesParts) {
  const { book, ledger } = parts;
  const store = await openArtworkStore(path.join(parts.dataDir, 'artwork'));
  await store.sweep(artworkIn(book()));
  const chosen = (): Recipe => chosenRecipe(book());
  const named = (place: FilePlace) => ({
    session: parts.sessionTitle(),
    photographer: parts.photographerOf(place) ?? '',
  });

  function start(steps: RestartParts) {
    const sources = createSources({ ledger, ...steps });
    const variables = (source: ShotSource) => variablesFor(source, named(source));
    const shared = { ledger, sources, artwork: store, variables };
    const preview = createPreview(shared);
    const redevelopment = createRedevelopment({ ...shared, ...steps, recipe: chosen });
    const all = { ...parts, artwork: store, preview, redevelopment };
    return {
      handlers: recipeHandlers(all) satisfies Pick<BridgeHandlers, keyof typeof RECIPE_CALLS>,
      media: recipeMedia(all) satisfies RecipeMediaHost['recipeMedia'],
      status: (): Pick<EngineStatus, 'recipe' | 'recipeId' | 'recipes' | 'redevelopment'> => ({
        recipe: chosen(),
        recipeId: book().chosen,
        recipes: book().saved.map(({ id, recipe }) => ({ id, name: recipe.name })),
        redevelopment: redevelopment.view(),
      }),
      /** What originals are made of, and how. */
      originals: { sources, artwork: store, variables, recipe: chosen },
      /** After the signal. */
      stopped: redevelopment.stopped,
    };
  }

  return {
    /** The recipe that shots are developed by. */
    chosen,
    variables: (facts: ShotFacts, place: FilePlace): TemplateVariables =>
      variablesFor({ ...facts, path: place.path }, named(place)),
    /** @throws PictureLiveError `artwork_missing`. */
    artwork: (hash: string): Promise<Buffer> => store.read(hash),
    /** Begins what needs the other steps; goes on with what a crash interrupted. */
    start,
  };
}
