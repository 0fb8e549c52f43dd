import type { Recipe } from '@picture-live/shared/domain';
import type { ShotOrigin } from '../ledger/records.ts';

/** The recipe for a shot of this origin: the photographer of a hot folder is the artist. */
export function withArtist(recipe: Recipe, { photographer }: ShotOrigin): Recipe {
  return photographer === null ? recipe : { ...recipe, artist: photographer };
}
