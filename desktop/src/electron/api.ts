import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Dialog,
  Event,
  IpcMainInvokeEvent,
  Menu,
  MenuItemConstructorOptions,
  Protocol,
  Session,
  Shell,
  WebContents,
  WebFrameMain,
  WebRequest,
} from 'electron';
import type { ReceivingIpc } from '../bridge/ipc.ts';

/*
 * All that the shell uses of Electron. `main.ts` hands over the real thing and the tests a fake;
 * the compiler holds both to this, and this to Electron's own types.
 */

export type ShellContents = Pick<
  WebContents,
  'id' | 'on' | 'send' | 'reload' | 'isDestroyed' | 'setWindowOpenHandler'
>;

export type ShellWindow = Pick<
  BrowserWindow,
  'loadURL' | 'on' | 'once' | 'show' | 'hide' | 'focus' | 'restore' | 'isMinimized'
> & { readonly webContents: ShellContents };

export type ShellSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setSpellCheckerEnabled'
> & { readonly webRequest: Pick<WebRequest, 'onBeforeRequest'> };

/** Who sent a message: the page of a window, and the frame in it. */
export interface MessageSender {
  readonly sender: Pick<IpcMainInvokeEvent['sender'], 'id'>;
  readonly senderFrame: Pick<WebFrameMain, 'origin' | 'parent'> | null;
}

export interface ElectronApi {
  readonly app: Pick<
    App,
    | 'isPackaged'
    | 'setName'
    | 'setPath'
    | 'requestSingleInstanceLock'
    | 'whenReady'
    | 'on'
    | 'quit'
    | 'exit'
  >;
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => ShellWindow;
  readonly dialog: Pick<Dialog, 'showErrorBox'>;
  readonly ipcMain: ReceivingIpc<MessageSender>;
  readonly Menu: {
    buildFromTemplate(template: MenuItemConstructorOptions[]): Menu;
    setApplicationMenu(menu: Menu | null): void;
  };
  readonly protocol: Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;
  readonly session: { readonly defaultSession: ShellSession };
  readonly shell: Pick<Shell, 'openExternal' | 'showItemInFolder'>;
}

export type PreventableEvent = Pick<Event, 'preventDefault'>;
