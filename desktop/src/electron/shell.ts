import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { EngineLaunch } from '@picture-live/shared/process';
import type { EngineHost } from '../bridge/host.ts';
import { serveIpcBridge } from '../bridge/ipc.ts';
import { loadUiFiles } from '../bridge/ui-files.ts';
import type { ElectronApi } from './api.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { electronHandlers } from './handlers.ts';
import { lockDown } from './lock-down.ts';
import { menuTemplate } from './menu.ts';
import { createTetherWindow } from './window.ts';

export interface ShellParts {
  launch: EngineLaunch;
  startEngine: (launch: EngineLaunch) => Promise<EngineHost>;
  /** Folder of the built UI. */
  uiFolder: string;
  /** Absolute path of the built preload script. */
  preload: string;
  platform: NodeJS.Platform;
}

export interface Shell {
  /**
   * Starts the engine and resolves once the window shows its UI. Rejects with the engine's own
   * failure, or where the built UI is missing.
   */
  start(): Promise<void>;
}

/**
 * Prepares the desktop shell. To be called before Electron is ready, because schemes and paths can
 * be set only until then. Whatever ends the app (`app.quit`, a signal, the last window) first
 * drains the engine.
 *
 * @throws PictureLiveError `home_in_use` when another window is open over the same data folder.
 */
export function createShell(electron: ElectronApi, parts: ShellParts): Shell {
  const { app } = electron;
  const { launch, platform } = parts;
  takeInstance(app, launch.dataDir);
  registerAppScheme(electron.protocol);
  const window = createTetherWindow(electron, parts.preload);
  const showWindow = (): void => void window.open().catch(report);
  let engine: Promise<EngineHost> | undefined;
  let pages = (): readonly string[] => [launch.galleryUrl];
  let closeBridge = (): void => undefined;
  let draining = false;
  const isEnding = (): boolean => draining;

  async function start(): Promise<void> {
    await app.whenReady();
    lockDown(electron, () => pages());
    electron.setMenu(menuTemplate({ platform, development: !app.isPackaged }));
    const ui = await loadUiFiles(parts.uiFolder);
    if (isEnding()) return;
    engine = parts.startEngine(launch);
    const host = await engine;
    if (isEnding()) return;
    ({ pages } = host);
    serveApp(electron.protocol, { ui, host });
    closeBridge = serveIpcBridge({
      ipc: electron.ipcMain,
      host,
      handlers: electronHandlers(host, electron.shell),
      isOurPage: window.isSender,
      push: window.push,
    });
    app.on('second-instance', showWindow);
    app.on('activate', showWindow);
    await window.open();
  }

  async function drain(): Promise<void> {
    draining = true;
    window.hide();
    closeBridge();
    try {
      const host = await engine;
      await host?.stop();
      app.exit(0);
    } catch (error) {
      report(error);
      app.exit(1);
    }
  }

  app.on('before-quit', (event) => {
    event.preventDefault();
    if (!isEnding()) void drain();
  });
  app.on('window-all-closed', () => {
    // On a Mac an app without a window goes on, and its icon in the dock opens the window again.
    if (platform !== 'darwin') app.quit();
  });
  return { start };
}

/** One app per data folder: what Chromium keeps lives there too, and its lock is the app's. */
function takeInstance(app: ElectronApi['app'], dataDir: string): void {
  const profile = path.join(dataDir, 'window');
  mkdirSync(profile, { recursive: true });
  app.setName('Picture Live');
  app.setPath('userData', profile);
  if (app.requestSingleInstanceLock()) return;
  throw new PictureLiveError(
    'home_in_use',
    'Picture Live is already open with this data folder; its window has been brought to the front.',
  );
}

function report(error: unknown): void {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
}
