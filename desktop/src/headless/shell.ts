import { PictureLiveError } from '@picture-live/shared/errors';
import type { EngineLaunch } from '@picture-live/shared/process';
import type { EngineHost, ShellHandlers } from '../bridge/host.ts';
import { loadUiFiles } from '../bridge/ui-files.ts';
import { startTetherServer } from './server.ts';

export interface HeadlessShell {
  /** Address of the tether UI, with the token. */
  url: string;
  /** Lets go of the pages, then drains the engine. */
  stop(): Promise<void>;
}

export interface ShellParts {
  launch: Pick<EngineLaunch, 'tetherHost' | 'tetherPort' | 'tetherToken'>;
  startEngine: () => Promise<EngineHost>;
  /** Folder of the built UI. */
  uiFolder: string;
}

/** Starts the engine and serves its UI. What fails half-way is taken down again. */
export async function startShell({
  launch,
  startEngine,
  uiFolder,
}: ShellParts): Promise<HeadlessShell> {
  const ui = await loadUiFiles(uiFolder);
  const host = await startEngine();
  try {
    const server = await startTetherServer({
      host,
      handlers: headlessHandlers(host),
      ui,
      token: launch.tetherToken,
      address: launch.tetherHost,
      port: launch.tetherPort,
    });
    return {
      url: server.url,
      stop: async () => {
        await server.close();
        await host.stop();
      },
    };
  } catch (error) {
    await host.stop();
    throw error;
  }
}

function headlessHandlers(host: Pick<EngineHost, 'handlers'>): ShellHandlers {
  return {
    ...host.handlers,
    capabilities: async () => ({ shell: 'headless', revealInFolder: false }),
    revealShot: async () => {
      throw new PictureLiveError('forbidden', 'A browser cannot show files in their folder.');
    },
    chooseFolder: async () => {
      throw new PictureLiveError('forbidden', 'A browser cannot choose folders of this computer.');
    },
  };
}
