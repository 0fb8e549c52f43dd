import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, CustomScheme } from 'electron';
import type { CallOutcome } from '../../bridge/outcome.ts';
import type { ElectronApi, MessageSender, ShellSession } from '../api.ts';
import { FakeEvent, FakeWindow } from './page.ts';
import { createFakeSystem } from './system.ts';

/*
 * Electron for tests, where its binary cannot be had: as much of it as the shell uses, held to the
 * real types by `ElectronApi`.
 */

type Template = Parameters<ElectronApi['setMenu']>[0];
type SchemeHandler = Parameters<ElectronApi['protocol']['handle']>[1];
type CallListener = Parameters<ElectronApi['ipcMain']['handle']>[1];
type PermissionRequest = Parameters<ShellSession['setPermissionRequestHandler']>[0];
type PermissionCheck = Parameters<ShellSession['setPermissionCheckHandler']>[0];
type OnBeforeRequest = ShellSession['webRequest']['onBeforeRequest'];

class FakeApp extends EventEmitter {
  isPackaged = false;
  isReady = false;
  hasLock = true;
  name = '';
  appId = '';
  readonly paths: Record<string, string> = {};
  /** Codes with which the app was told to exit. */
  readonly exits: number[] = [];
  languages = ['en-GB'];
  openAtLogin = false;
  /** Schemes whose links the system gives to this app. */
  readonly schemes: string[] = [];
  readonly #ready = Promise.withResolvers<void>();

  setName(name: string): void {
    this.name = name;
  }

  setAppUserModelId(id: string): void {
    this.appId = id;
  }

  setPath(name: string, path: string): void {
    if (this.isReady) throw new Error('app.setPath after ready');
    this.paths[name] = path;
  }

  requestSingleInstanceLock(): boolean {
    return this.hasLock;
  }

  /** A folder of the system, where tests name one in the environment. */
  getPath(name: string): string {
    const folder = process.env[`FAKE_${name}`];
    if (folder === undefined) throw new Error(`Failed to get '${name}' path`);
    return folder;
  }

  getVersion(): string {
    return '0.0.0';
  }

  getPreferredSystemLanguages(): string[] {
    return this.languages;
  }

  setAsDefaultProtocolClient(scheme: string): boolean {
    this.schemes.push(scheme);
    return true;
  }

  getLoginItemSettings(): { openAtLogin: boolean } {
    return { openAtLogin: this.openAtLogin };
  }

  setLoginItemSettings({ openAtLogin }: { openAtLogin: boolean }): void {
    this.openAtLogin = openAtLogin;
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  becomeReady(): void {
    this.isReady = true;
    this.#ready.resolve();
  }

  quit(): void {
    const event = new FakeEvent();
    this.emit('before-quit', event);
    if (!event.prevented) this.exit(0);
  }

  exit(code = 0): void {
    this.exits.push(code);
    this.emit('fake-exit', code);
  }
}

class FakeIpcMain {
  readonly handlers = new Map<string, CallListener>();

  handle(channel: string, listener: CallListener): void {
    if (this.handlers.has(channel)) throw new Error(`Second handler for '${channel}'`);
    this.handlers.set(channel, listener);
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }

  /** A message arrives, as from `ipcRenderer.invoke`. */
  async receive(
    sender: MessageSender,
    channel: string,
    name: unknown,
    input: unknown,
  ): Promise<CallOutcome> {
    const listener = this.handlers.get(channel);
    if (!listener) throw new Error(`No handler registered for '${channel}'`);
    return listener(sender, name, structuredClone(input));
  }
}

class FakeSession implements ShellSession {
  hasSpellChecker = true;
  hasDevices = true;
  #permissionRequest: PermissionRequest = (_contents, _permission, decide) => decide(true);
  #permissionCheck: PermissionCheck = () => true;
  readonly #watchers: { urls: string[]; listener: Parameters<OnBeforeRequest>[1] }[] = [];

  readonly setPermissionRequestHandler = (handler: PermissionRequest): void => {
    this.#permissionRequest = handler;
  };
  readonly setPermissionCheckHandler = (handler: PermissionCheck): void => {
    this.#permissionCheck = handler;
  };
  readonly setDevicePermissionHandler = (handler: () => boolean): void => {
    this.hasDevices = handler();
  };
  readonly setSpellCheckerEnabled = (enabled: boolean): void => {
    this.hasSpellChecker = enabled;
  };
  readonly webRequest = {
    onBeforeRequest: ((filter, listener) => {
      this.#watchers.push({ urls: filter.urls, listener });
    }) satisfies OnBeforeRequest,
  };

  /** Whether a page at `url` gets a permission, both when it asks and when it looks. */
  grants(permission: string, url: string): { asked: boolean; looked: boolean } {
    let asked = false;
    this.#permissionRequest(
      null,
      permission,
      (granted) => {
        asked = granted;
      },
      { requestingUrl: url },
    );
    return { asked, looked: this.#permissionCheck(null, permission, url) };
  }

  /** Whether a request to this address would leave the app. */
  lets(url: string): boolean {
    let cancelled = false;
    for (const { urls, listener } of this.#watchers) {
      if (!urls.some((pattern) => url.startsWith(pattern.replace('*/*', '').replace(/\*$/, ''))))
        continue;
      listener({ url }, ({ cancel }) => {
        cancelled ||= cancel;
      });
    }
    return !cancelled;
  }
}

class FakeProtocol {
  readonly schemes: CustomScheme[] = [];
  readonly #app: FakeApp;
  readonly #handlers = new Map<string, SchemeHandler>();

  constructor(app: FakeApp) {
    this.#app = app;
  }

  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    if (this.#app.isReady) throw new Error('protocol.registerSchemesAsPrivileged after ready');
    this.schemes.push(...schemes);
  }

  handle(scheme: string, handler: SchemeHandler): void {
    this.#handlers.set(scheme, handler);
  }

  /** What a page gets from an address of a handled scheme. */
  async fetch(url: string, init?: RequestInit): Promise<Response> {
    const handler = this.#handlers.get(new URL(url).protocol.slice(0, -1));
    if (!handler) throw new Error(`net::ERR_UNKNOWN_URL_SCHEME (${url})`);
    return handler(new Request(url, init));
  }
}

class FakeShell {
  readonly opened: string[] = [];
  readonly revealed: string[] = [];

  async openExternal(url: string): Promise<void> {
    this.opened.push(url);
  }

  showItemInFolder(file: string): void {
    this.revealed.push(file);
  }
}

export type FakeElectron = ReturnType<typeof createFakeElectron>;

/** A fresh Electron that is not ready yet, with what tests look at beside it. */
export function createFakeElectron() {
  const app = new FakeApp();
  const protocol = new FakeProtocol(app);
  const windows: FakeWindow[] = [];
  const menus: Template[] = [];

  class Window extends FakeWindow {
    constructor(options: BrowserWindowConstructorOptions) {
      super(options, async (url) => {
        const reply = await protocol.fetch(url);
        if (!reply.ok) throw new Error(`ERR_FAILED (${reply.status}) loading '${url}'`);
      });
      windows.push(this);
      app.emit('web-contents-created', new FakeEvent(), this.webContents);
    }
  }

  return {
    app,
    BrowserWindow: Window,
    ipcMain: new FakeIpcMain(),
    protocol,
    session: { defaultSession: new FakeSession() },
    shell: new FakeShell(),
    ...createFakeSystem(),
    setMenu: (template: Template) => {
      menus.push(template);
    },
    windows,
    menus,
  } satisfies ElectronApi & Record<string, unknown>;
}
