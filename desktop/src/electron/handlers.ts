import { PictureLiveError } from '@picture-live/shared/errors';
import type { EngineHost, ShellHandlers } from '../bridge/host.ts';
import type { ElectronApi } from './api.ts';

/** All calls of the contract: the engine's own, and what only a desktop shell can do. */
export function electronHandlers(
  host: Pick<EngineHost, 'handlers' | 'fileOf'>,
  shell: Pick<ElectronApi['shell'], 'showItemInFolder'>,
  chooseFolder: () => Promise<string | null>,
): ShellHandlers {
  return {
    ...host.handlers,
    capabilities: async () => ({ shell: 'electron', revealInFolder: true, folderDialog: true }),
    chooseFolder: async () => ({ path: await chooseFolder() }),
    async revealShot({ shotId }) {
      const file = await host.fileOf(shotId);
      if (file === null) {
        throw new PictureLiveError('not_found', 'The file is no longer in its hot folder.');
      }
      shell.showItemInFolder(file);
      return null;
    },
  };
}
