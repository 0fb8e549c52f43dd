import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { LaptopLog } from '@picture-live/shared/process';
import type { EngineHost } from '../bridge/host.ts';
import { serveIpcBridge } from '../bridge/ipc.ts';
import { logStatus } from '../bridge/log-status.ts';
import { loadUiFiles } from '../bridge/ui-files.ts';
import type { ElectronApi } from './api.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { createFolderChoice } from './folder-choice.ts';
import { readArguments } from './handed-over.ts';
import { electronHandlers } from './handlers.ts';
import { createInbox } from './inbox.ts';
import { createLinks } from './links.ts';
import { lockDown } from './lock-down.ts';
import { createLoginItem } from './login-item.ts';
import { menuTemplate } from './menu.ts';
import { LINK_SCHEME } from './pair-link.ts';
import { createPlaceKeeper } from './place-keeper.ts';
import { showSurroundings, type Surroundings } from './surroundings.ts';
import type { Updater } from './updates.ts';
import { createTetherWindow } from './window.ts';
import { chooseShellLanguage, type ShellLanguage } from './words.ts';

export interface ShellParts {
  /** Folder of the ledger. */
  dataDir: string;
  log: Pick<LaptopLog, 'file' | 'fail' | 'info'>;
  /** Called when Electron is ready. */
  startEngine: (language: ShellLanguage) => Promise<EngineHost>;
  /** Folder of the built UI. */
  uiFolder: string;
  /** Absolute path of the built preload script. */
  preload: string;
  platform: NodeJS.Platform;
  /** What the program was started with, without the program itself. */
  args: readonly string[];
  /** The program itself and where the desktop keeps its settings: for opening at login on Linux. */
  program: string;
  configFolder: string;
  /** The file with the licences of everything inside; null in a clone. */
  licences: string | null;
  /** Null where no feed of updates is set up. */
  loadUpdater: () => Promise<Updater | null>;
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
 * @throws SecondStart when another window is open over the same data folder.
 */
export function createShell(electron: ElectronApi, parts: ShellParts): Shell {
  const { app } = electron;
  const { platform, log, licences } = parts;
  const report = (error: unknown): void => log.fail(error, 'Something of the window has failed');
  const profile = takeInstance(app, parts.dataDir);
  registerAppScheme(electron.protocol);
  const inbox = createInbox(app, readArguments(parts.args, process.cwd()));
  const places = createPlaceKeeper(profile, report);
  const window = createTetherWindow(electron, parts.preload, places);
  const showWindow = (): void => void window.open().catch(report);
  let engine: Promise<EngineHost> | undefined;
  let closeBridge = (): void => undefined;
  let stopLogging = (): void => undefined;
  let surroundings: Surroundings | undefined;
  let ending: 'no' | 'draining' | 'drained' = 'no';
  const isEnding = (): boolean => ending !== 'no';

  async function start(): Promise<void> {
    await app.whenReady();
    let pages = (): readonly string[] => [];
    lockDown(electron, () => pages());
    const language = chooseShellLanguage(app.getPreferredSystemLanguages());
    let addFolder = (): void => undefined;
    electron.setMenu(
      menuTemplate({
        platform,
        development: !app.isPackaged,
        words: language.shell,
        commands: {
          addFolder: () => addFolder(),
          openGallery: () => surroundings?.openGallery(),
          showLogs: () => electron.shell.showItemInFolder(log.file),
          showLicences: licences === null ? null : () => electron.shell.showItemInFolder(licences),
        },
      }),
    );
    const ui = await loadUiFiles(parts.uiFolder);
    if (isEnding()) return;
    engine = parts.startEngine(language);
    const host = await engine;
    if (isEnding()) return;
    stopLogging = logStatus(host, log);
    ({ pages } = host);
    serveApp(electron.protocol, { ui, host });
    const folders = createFolderChoice(electron.dialog, host.handlers, language.shell);
    addFolder = () => void folders.chooseAndAdd().catch(report);
    closeBridge = serveIpcBridge({
      ipc: electron.ipcMain,
      host,
      handlers: electronHandlers(host, electron.shell, folders.choose),
      isOurPage: window.isSender,
      push: window.push,
    });
    app.on('second-instance', showWindow);
    app.on('activate', showWindow);
    await window.open();
    await surround(host, language, folders);
  }

  /** All that is outside of the window; the photos go their way without it. */
  async function surround(
    host: EngineHost,
    language: ShellLanguage,
    folders: ReturnType<typeof createFolderChoice>,
  ): Promise<void> {
    const updater = await parts.loadUpdater().catch((error: unknown) => {
      report(error);
      return null;
    });
    const shown = await showSurroundings(electron, {
      host,
      platform,
      language,
      window,
      updater,
      loginItem: createLoginItem({ app, ...parts }),
      showWindow,
      restartWith: (install) => void drain(install),
      onError: report,
    });
    if (isEnding()) return shown.stop();
    surroundings = shown;
    const { handlers } = host;
    const links = createLinks({
      dialog: electron.dialog,
      handlers,
      words: language.shell,
      showWindow: window.open,
    });
    // In a clone the link would belong to Electron itself.
    if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
    inbox.open((given) => {
      for (const link of given.links) links.open(link).catch(report);
      folders.add(given.folders).catch(report);
    });
  }

  /** @param end what ends the program when nothing is in hand any more. */
  async function drain(end: () => void): Promise<void> {
    if (isEnding()) return;
    ending = 'draining';
    log.info('ending');
    window.hide();
    surroundings?.stop();
    closeBridge();
    stopLogging();
    try {
      await places.settle();
      const host = await engine;
      await host?.stop();
      ending = 'drained';
      end();
    } catch (error) {
      report(error);
      app.exit(1);
    }
  }

  app.on('before-quit', (event) => {
    if (ending === 'drained') return;
    event.preventDefault();
    void drain(() => app.exit(0));
  });
  app.on('window-all-closed', () => {
    // On a Mac an app without a window goes on, and its icon in the dock opens the window again.
    if (platform !== 'darwin') app.quit();
  });
  return { start };
}

/** As in electron-builder.yml: Windows shows notices only of programs that it finds under it. */
const APP_ID = 'live.picture.tether';

/** This start has handed over what it was given to the window that is open already. */
export class SecondStart extends PictureLiveError {
  constructor() {
    super(
      'home_in_use',
      'Picture Live is already open with this data folder; its window has been brought to the front.',
    );
  }
}

/** One app per data folder: what Chromium keeps lives there too, and its lock is the app's. */
function takeInstance(app: ElectronApi['app'], dataDir: string): string {
  const profile = path.join(dataDir, 'window');
  mkdirSync(profile, { recursive: true });
  app.setName('Picture Live');
  app.setAppUserModelId(APP_ID);
  app.setPath('userData', profile);
  if (app.requestSingleInstanceLock()) return profile;
  throw new SecondStart();
}
