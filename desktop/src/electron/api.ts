import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  IpcMainInvokeEvent,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  NotificationConstructorOptions,
  OpenDialogOptions,
  PowerSaveBlocker,
  Protocol,
  Rectangle,
  RenderProcessGoneDetails,
  SafeStorage,
  Shell,
  WebContents,
  WebFrameMain,
} from 'electron';
import type { ReceivingIpc } from '../bridge/ipc.ts';

/*
 * All that the shell uses of Electron. `main.ts` hands over the real thing and the tests a fake;
 * the compiler holds both to this. Where a whole type of Electron cannot be asked of a fake, the
 * part that is used is written out as a property, which is compared strictly.
 */

export interface PreventableEvent {
  readonly preventDefault: () => void;
}

export type NavigationEvent = PreventableEvent & { readonly url: string };

interface OnContents {
  (name: 'will-navigate', listener: (event: NavigationEvent) => void): unknown;
  (name: 'will-frame-navigate', listener: (event: NavigationEvent) => void): unknown;
  (name: 'will-redirect', listener: (event: NavigationEvent) => void): unknown;
  (name: 'will-attach-webview', listener: (event: PreventableEvent) => void): unknown;
  (
    name: 'render-process-gone',
    listener: (event: unknown, details: Pick<RenderProcessGoneDetails, 'reason'>) => void,
  ): unknown;
}

export interface ShellContents extends Pick<WebContents, 'id' | 'send' | 'reload' | 'isDestroyed'> {
  readonly on: OnContents;
  readonly setWindowOpenHandler: (
    handler: (details: { readonly url: string }) => { action: 'deny' },
  ) => void;
}

interface OnWindow {
  (name: 'closed', listener: () => void): unknown;
  (name: 'ready-to-show', listener: () => void): unknown;
  (name: 'close', listener: () => void): unknown;
  (name: 'resize', listener: () => void): unknown;
  (name: 'move', listener: () => void): unknown;
  (name: 'maximize', listener: () => void): unknown;
  (name: 'unmaximize', listener: () => void): unknown;
}

export interface ShellWindow extends Pick<
  BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'hide'
  | 'focus'
  | 'restore'
  | 'isMinimized'
  | 'isFocused'
  | 'isMaximized'
  | 'maximize'
  | 'getNormalBounds'
  | 'setProgressBar'
> {
  readonly webContents: ShellContents;
  readonly on: OnWindow;
}

interface OnApp {
  (name: 'before-quit', listener: (event: PreventableEvent) => void): unknown;
  (name: 'window-all-closed', listener: () => void): unknown;
  (
    name: 'second-instance',
    listener: (event: unknown, argv: string[], workingDirectory: string) => void,
  ): unknown;
  /** macOS only: a link of ours was opened, or something dropped on the icon in the dock. */
  (name: 'open-url', listener: (event: PreventableEvent, url: string) => void): unknown;
  (name: 'open-file', listener: (event: PreventableEvent, file: string) => void): unknown;
  (name: 'activate', listener: () => void): unknown;
  (
    name: 'web-contents-created',
    listener: (event: unknown, contents: ShellContents) => void,
  ): unknown;
}

export interface ShellApp extends Pick<
  App,
  | 'isPackaged'
  | 'setName'
  | 'setAppUserModelId'
  | 'setPath'
  | 'requestSingleInstanceLock'
  | 'whenReady'
  | 'quit'
  | 'exit'
  | 'getPreferredSystemLanguages'
> {
  readonly on: OnApp;
  readonly setAsDefaultProtocolClient: (scheme: string) => boolean;
  readonly getLoginItemSettings: () => { openAtLogin: boolean };
  readonly setLoginItemSettings: (settings: { openAtLogin: boolean }) => void;
}

export interface ShellSession {
  readonly setPermissionRequestHandler: (
    handler: (
      contents: unknown,
      permission: string,
      decide: (granted: boolean) => void,
      details: { readonly requestingUrl: string },
    ) => void,
  ) => void;
  readonly setPermissionCheckHandler: (
    handler: (contents: unknown, permission: string, origin: string) => boolean,
  ) => void;
  readonly setDevicePermissionHandler: (handler: () => boolean) => void;
  readonly setSpellCheckerEnabled: (enabled: boolean) => void;
  readonly webRequest: {
    readonly onBeforeRequest: (
      filter: { urls: string[] },
      listener: (details: unknown, decide: (verdict: { cancel: boolean }) => void) => void,
    ) => void;
  };
}

/** Who sent a message: the page of a window, and the frame in it. */
export interface MessageSender {
  readonly sender: Pick<IpcMainInvokeEvent['sender'], 'id'>;
  readonly senderFrame: (Pick<WebFrameMain, 'origin'> & { readonly parent: object | null }) | null;
}

/** A picture in pixels: premultiplied BGRA, row by row from the top. */
export interface Bitmap {
  pixels: Buffer;
  width: number;
  height: number;
  /** Pixels of it per pixel of the layout. */
  scaleFactor: number;
}

export interface TrayIcon {
  /** The same picture at several densities. */
  bitmaps: readonly Bitmap[];
  /** Only its shape counts: macOS draws it in the colour of its menu bar. */
  template: boolean;
}

/** The icon beside the clock. */
export interface ShellTray {
  readonly setIcon: (icon: TrayIcon) => void;
  readonly setToolTip: (text: string) => void;
  /** Text beside the icon; shown by macOS only. */
  readonly setTitle: (text: string) => void;
  readonly setMenu: (template: MenuItemConstructorOptions[]) => void;
  readonly onClick: (listener: () => void) => void;
  readonly destroy: () => void;
}

export interface ShellNotification {
  readonly on: OnNotification;
  readonly show: () => void;
}

interface OnNotification {
  (name: 'click', listener: () => void): unknown;
  (name: 'close', listener: () => void): unknown;
}

export interface ShellDialog {
  readonly showOpenDialog: (
    options: OpenDialogOptions,
  ) => Promise<{ canceled: boolean; filePaths: string[] }>;
  readonly showMessageBox: (options: MessageBoxOptions) => Promise<{ response: number }>;
}

export interface ElectronApi {
  readonly app: ShellApp;
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => ShellWindow;
  readonly ipcMain: ReceivingIpc<MessageSender>;
  readonly protocol: Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;
  readonly session: { readonly defaultSession: ShellSession };
  readonly shell: Pick<Shell, 'openExternal' | 'showItemInFolder'>;
  readonly dialog: ShellDialog;
  readonly powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'>;
  readonly safeStorage: Pick<
    SafeStorage,
    'isEncryptionAvailable' | 'encryptString' | 'decryptString' | 'getSelectedStorageBackend'
  >;
  readonly screen: { readonly getAllDisplays: () => readonly { workArea: Rectangle }[] };
  /** Null where the system shows none. */
  readonly createNotification: (
    options: NotificationConstructorOptions,
  ) => ShellNotification | null;
  /** @throws where the system has no place for it. */
  readonly createTray: (icon: TrayIcon) => ShellTray;
  /** Builds the menu bar and puts it up. */
  readonly setMenu: (template: MenuItemConstructorOptions[]) => void;
}
