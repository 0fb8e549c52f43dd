import { PictureLiveError } from '@picture-live/shared/errors';
import type { EngineHost } from '../bridge/host.ts';
import type { ElectronApi } from './api.ts';
import type { ShellWords } from './words.ts';

export interface FolderChoice {
  /** The system's own dialog; null: the person thought better of it. */
  choose: () => Promise<string | null>;
  /** The same, for whoever has no place to show what came of it. */
  chooseAndAdd(): Promise<void>;
  /** Adds these to the hot folders, and says in a box of the system which could not be. */
  add(folders: readonly string[]): Promise<void>;
}

export function createFolderChoice(
  dialog: ElectronApi['dialog'],
  handlers: Pick<EngineHost['handlers'], 'addFolder'>,
  words: ShellWords,
): FolderChoice {
  async function choose(): Promise<string | null> {
    const { canceled, filePaths } = await dialog.showOpenDialog({
      title: words.chooseFolder,
      buttonLabel: words.choose,
      properties: ['openDirectory', 'createDirectory'],
    });
    return canceled ? null : (filePaths[0] ?? null);
  }

  async function add(folders: readonly string[]): Promise<void> {
    for (const path of folders) {
      try {
        await handlers.addFolder({ path, create: false });
      } catch (error) {
        if (!(error instanceof PictureLiveError)) throw error;
        await dialog.showMessageBox({
          type: 'warning',
          message: words.failed,
          detail: `${path}\n${error.message}`,
        });
      }
    }
  }

  return {
    choose,
    add,
    async chooseAndAdd() {
      const folder = await choose();
      if (folder !== null) await add([folder]);
    },
  };
}
