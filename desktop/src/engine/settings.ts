import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DEFAULT_PUBLISH_MODE, PublishMode } from '@picture-live/shared/domain';
import { writeDurably } from '@picture-live/shared/process';
import * as z from 'zod/mini';
import { DEFAULT_UPLINK, UplinkSettings } from '../bridge/uplink.ts';
import { DeskSettings, NO_DESK } from './setup/desk-settings.ts';
import { createTurns } from './turns.ts';
import { FIRST_BOOK, RecipeBook } from './recipes/recipe-book.ts';

const Settings = z.object({
  recipes: RecipeBook,
  publishMode: z.prefault(PublishMode, DEFAULT_PUBLISH_MODE),
  uplink: z.prefault(UplinkSettings, DEFAULT_UPLINK),
  desk: z.prefault(DeskSettings, NO_DESK),
});
export type Settings = z.infer<typeof Settings>;

export interface SettingsStore {
  get(): Settings;
  /** Changes what is there when its turn comes, so that two changes at once both hold. */
  change(edit: (settings: Settings) => Settings): Promise<void>;
}

/**
 * The desktop's settings in `<dataDir>/settings.json`; replaced as a whole, so that a crash leaves
 * the old ones or the new ones.
 *
 * @throws Error when the file is there and is not ours: guessing could change what is published.
 */
export async function openSettings(dataDir: string): Promise<SettingsStore> {
  const file = path.join(dataDir, 'settings.json');
  let current = await read(file);
  const turns = createTurns();

  function change(edit: (settings: Settings) => Settings): Promise<void> {
    return turns.take(async () => {
      const next = edit(current);
      await writeDurably(file, `${JSON.stringify(next, null, 2)}\n`);
      current = next;
    });
  }

  return { get: () => current, change };
}

async function read(file: string): Promise<Settings> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return {
        recipes: FIRST_BOOK,
        publishMode: DEFAULT_PUBLISH_MODE,
        uplink: DEFAULT_UPLINK,
        desk: NO_DESK,
      };
    }
    throw error;
  }
  try {
    return Settings.parse(JSON.parse(text));
  } catch (error) {
    const where = error instanceof z.core.$ZodError ? ` (${z.prettifyError(error)})` : '';
    throw new Error(
      `The settings in ${file} cannot be read. Correct the file, or delete it to begin with the standard recipe.${where}`,
      { cause: error },
    );
  }
}
