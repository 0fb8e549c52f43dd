import type { ElectronApi, MessageSender, ShellWindow } from './api.ts';
import { APP_ORIGIN, PAGE_URL } from './app-protocol.ts';
import { MIN_SIZE, opening } from './place.ts';
import type { PlaceKeeper } from './place-keeper.ts';

/** A page that crashed comes back after this long; a page that always crashes costs one try a second. */
const REVIVE_MS = 1_000;

export interface TetherWindow {
  /** Resolves once the page is loaded. Opens the window, or brings the open one to the front. */
  open: () => Promise<void>;
  hide: () => void;
  isFocused: () => boolean;
  /** Puts the bar on the icon; does nothing while there is no window. */
  setProgress: ShellWindow['setProgressBar'];
  /** Whether a message came from our page itself: from its main frame and still at our address. */
  isSender: (message: MessageSender) => boolean;
  /** Sends to the page; does nothing while there is none. */
  push: (channel: string, message: unknown) => void;
}

/**
 * The one window of the app.
 *
 * @param preload absolute path of the built preload script.
 */
export function createTetherWindow(
  electron: ElectronApi,
  preload: string,
  places: Pick<PlaceKeeper, 'last' | 'follow'>,
): TetherWindow {
  let current: ShellWindow | undefined;

  async function open(): Promise<void> {
    if (current) return bringToFront(current);
    const before = places.last();
    const areas = electron.screen.getAllDisplays().map(({ workArea }) => workArea);
    const window = new electron.BrowserWindow({
      ...windowOptions(preload, !electron.app.isPackaged),
      ...opening(before, areas),
    });
    current = window;
    if (before?.maximized) window.maximize();
    places.follow(window);
    window.on('ready-to-show', () => window.show());
    reviveAfterCrash(window);
    window.on('closed', () => {
      current = undefined;
    });
    try {
      await window.loadURL(PAGE_URL);
    } catch (error) {
      // Closed while it was loading: that is what the person wanted.
      if (current === window) throw error;
    }
  }

  return {
    open,
    hide: () => current?.hide(),
    isFocused: () => current?.isFocused() ?? false,
    setProgress: (...bar) => current?.setProgressBar(...bar),
    isSender: ({ sender, senderFrame }) =>
      current !== undefined &&
      sender.id === current.webContents.id &&
      senderFrame !== null &&
      senderFrame.parent === null &&
      senderFrame.origin === APP_ORIGIN,
    push: (channel, message) => {
      const contents = current?.webContents;
      if (contents && !contents.isDestroyed()) contents.send(channel, message);
    },
  };
}

function bringToFront(window: ShellWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** The defaults of Electron that matter are written out: a default can change with a version. */
function windowOptions(preload: string, development: boolean) {
  return {
    title: 'Picture Live',
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    show: false,
    // The darkest grey of the UI, so that nothing flashes before the page has painted.
    backgroundColor: '#161616',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: development,
    },
  };
}

function reviveAfterCrash(window: ShellWindow): void {
  let timer: NodeJS.Timeout | undefined;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    process.stderr.write(`The page of the window is gone (${reason}); it is loaded again.\n`);
    timer = setTimeout(() => window.webContents.reload(), REVIVE_MS);
  });
  window.on('closed', () => clearTimeout(timer));
}
