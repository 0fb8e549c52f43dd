import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  IpcMainInvokeEvent,
  MenuItemConstructorOptions,
  Protocol,
  RenderProcessGoneDetails,
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
}

export interface ShellWindow extends Pick<
  BrowserWindow,
  'loadURL' | 'show' | 'hide' | 'focus' | 'restore' | 'isMinimized'
> {
  readonly webContents: ShellContents;
  readonly on: OnWindow;
}

interface OnApp {
  (name: 'before-quit', listener: (event: PreventableEvent) => void): unknown;
  (name: 'window-all-closed', listener: () => void): unknown;
  (name: 'second-instance', listener: () => void): unknown;
  (name: 'activate', listener: () => void): unknown;
  (
    name: 'web-contents-created',
    listener: (event: unknown, contents: ShellContents) => void,
  ): unknown;
}

export interface ShellApp extends Pick<
  App,
  'isPackaged' | 'setName' | 'setPath' | 'requestSingleInstanceLock' | 'whenReady' | 'quit' | 'exit'
> {
  readonly on: OnApp;
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

export interface ElectronApi {
  readonly app: ShellApp;
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => ShellWindow;
  readonly ipcMain: ReceivingIpc<MessageSender>;
  readonly protocol: Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;
  readonly session: { readonly defaultSession: ShellSession };
  readonly shell: Pick<Shell, 'openExternal' | 'showItemInFolder'>;
  /** Builds the menu bar and puts it up. */
  readonly setMenu: (template: MenuItemConstructorOptions[]) => void;
}
