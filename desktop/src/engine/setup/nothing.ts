import { NO_COUNTS, type EngineStatus } from '../../bridge/contract.ts';
import { chosenRecipe } from '../recipes/recipe-book.ts';
import type { Settings } from '../settings.ts';

/** How things stand while there is no session: the words of it are empty. */
export function statusOfNothing({ recipes, publishMode, uplink }: Settings): EngineStatus {
  return {
    session: { id: '', title: '', galleryUrl: '' },
    relay: { url: '', state: 'connecting', since: 0, message: null, viewers: null },
    hotFolders: [],
    counts: { ...NO_COUNTS },
    latency: { published: null, painted: null },
    uplinkBytesPerSecond: 0,
    uplink: { settings: uplink, backlog: { photos: 0, bytes: 0 }, secondsLeft: null },
    alerts: [],
    recipe: chosenRecipe(recipes),
    recipeId: recipes.chosen,
    recipes: recipes.saved.map(({ id, recipe }) => ({ id, name: recipe.name })),
    redevelopment: null,
    publishMode,
  };
}
