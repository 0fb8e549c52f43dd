import { EventEmitter } from 'node:events';
import type {
  MenuItemConstructorOptions,
  MessageBoxOptions,
  NotificationConstructorOptions,
  OpenDialogOptions,
} from 'electron';
import type { ElectronApi, ShellNotification, ShellTray, TrayIcon } from '../api.ts';

/* What Electron offers of the desktop around the window: dialogs, tray, keychain, power. */

/** Answers what tests lay ready; a box nobody expected is left by its cancel button. */
export class FakeDialog {
  readonly opened: OpenDialogOptions[] = [];
  readonly boxes: MessageBoxOptions[] = [];
  /** Folder that the person chooses; null: they cancel. */
  folder: string | null = null;
  /** Buttons that the person presses in the boxes to come. */
  readonly presses: number[] = [];

  async showOpenDialog(options: OpenDialogOptions) {
    this.opened.push(options);
    return { canceled: this.folder === null, filePaths: this.folder === null ? [] : [this.folder] };
  }

  async showMessageBox(options: MessageBoxOptions) {
    this.boxes.push(options);
    return { response: this.presses.shift() ?? options.cancelId ?? 0 };
  }
}

export class FakeTray implements ShellTray {
  readonly icons: TrayIcon[];
  toolTip = '';
  title = '';
  /** Every menu it was given, the newest last. */
  readonly menus: MenuItemConstructorOptions[][] = [];
  destroyed = false;
  #click = (): void => undefined;

  constructor(icon: TrayIcon) {
    this.icons = [icon];
  }

  setIcon(icon: TrayIcon): void {
    this.icons.push(icon);
  }

  setToolTip(text: string): void {
    this.toolTip = text;
  }

  setTitle(text: string): void {
    this.title = text;
  }

  setMenu(template: MenuItemConstructorOptions[]): void {
    this.menus.push(template);
  }

  onClick(listener: () => void): void {
    this.#click = listener;
  }

  destroy(): void {
    this.destroyed = true;
  }

  click(): void {
    this.#click();
  }

  labels(): (string | undefined)[] {
    return (this.menus.at(-1) ?? []).flatMap(({ type, label }) =>
      type === 'separator' ? [] : [label],
    );
  }
}

class FakePowerSaveBlocker {
  /** Ids of what keeps the computer awake. */
  readonly held = new Set<number>();
  #last = 0;

  start(): number {
    this.#last += 1;
    this.held.add(this.#last);
    return this.#last;
  }

  stop(id: number): boolean {
    return this.held.delete(id);
  }
}

/** Turns bytes round for a cipher: what is sealed can be opened, and does not hold its text. */
export class FakeSafeStorage {
  isAvailable = true;
  backend: ReturnType<ElectronApi['safeStorage']['getSelectedStorageBackend']> = 'gnome_libsecret';
  /** Another one cannot open what this one sealed. */
  key = 'K';

  isEncryptionAvailable(): boolean {
    return this.isAvailable;
  }

  getSelectedStorageBackend() {
    return this.backend;
  }

  encryptString(text: string): Buffer {
    return Buffer.from(Buffer.from(`${this.key}${text}`).toReversed());
  }

  decryptString(sealed: Buffer): string {
    const text = Buffer.from(sealed.toReversed()).toString();
    if (!text.startsWith(this.key)) throw new Error('Error while decrypting the ciphertext');
    return text.slice(this.key.length);
  }
}

export class FakeNotification extends EventEmitter implements ShellNotification {
  readonly options: NotificationConstructorOptions;
  shown = false;

  constructor(options: NotificationConstructorOptions) {
    super();
    this.options = options;
  }

  show(): void {
    this.shown = true;
  }
}

export function createFakeSystem() {
  const trays: FakeTray[] = [];
  const notifications: FakeNotification[] = [];
  const screen = {
    areas: [{ x: 0, y: 25, width: 1920, height: 1055 }],
    getAllDisplays: () => screen.areas.map((workArea) => ({ workArea })),
  };
  return {
    dialog: new FakeDialog(),
    powerSaveBlocker: new FakePowerSaveBlocker(),
    safeStorage: new FakeSafeStorage(),
    screen,
    trays,
    notifications,
    createTray: (icon: TrayIcon) => {
      const tray = new FakeTray(icon);
      trays.push(tray);
      return tray;
    },
    createNotification: (options: NotificationConstructorOptions) => {
      const notification = new FakeNotification(options);
      notifications.push(notification);
      return notification;
    },
  };
}
