import { Recipe } from '@picture-live/shared/domain';
import { PictureLiveError } from '@picture-live/shared/errors';
import { checkFolder } from '../engine/folders/check-folder.ts';
import type { LaunchedFolder } from '../engine/setup/book.ts';
import { chosenRecipe, withChangedRecipe } from '../engine/recipes/recipe-book.ts';
import { startDesk, type Desk } from '../engine/setup/desk.ts';
import type { HeadlessOptions, Preset } from './options.ts';
import { WrongUsage } from './wrong-usage.ts';

/**
 * Starts the desk of a computer without a relay of its own, with what it was told.
 *
 * @throws WrongUsage where a hot folder cannot be one; as `startDesk`.
 */
export async function startStandalone(
  options: HeadlessOptions,
  onError: (error: unknown, what: string) => void,
): Promise<Desk> {
  const { dataDir, deviceName } = options;
  const hotFolders = await checkFolders(options);
  const desk = await startDesk({ dataDir, own: null, hotFolders, deviceName, onError });
  await apply(desk, options.preset);
  return desk;
}

/** One that is not there may be a drive that is away: it is watched as soon as it comes. */
async function checkFolders(options: HeadlessOptions): Promise<LaunchedFolder[]> {
  const { dataDir, createFolders: create } = options;
  const checked: LaunchedFolder[] = [];
  for (const folder of options.hotFolders) {
    const others = checked.map((one) => one.path);
    try {
      await checkFolder({ path: folder.path, create, others, dataDir });
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      if (error.code !== 'not_found') {
        throw new WrongUsage(`A hot folder cannot be used. ${error.message}`, { cause: error });
      }
    }
    checked.push(folder);
  }
  return checked;
}

async function apply(desk: Desk, { recipe, publishMode, clocks }: Preset): Promise<void> {
  await desk.settings.change((before) => ({
    ...before,
    recipes: withChangedRecipe(
      before.recipes,
      before.recipes.chosen,
      Recipe.parse({ ...chosenRecipe(before.recipes), ...recipe }),
    ),
    publishMode: publishMode ?? before.publishMode,
    desk: { ...before.desk, clocks: clocks ?? before.desk.clocks },
  }));
}
