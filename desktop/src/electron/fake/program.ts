import { EventEmitter } from 'node:events';
import type { MessageBoxOptions, OpenDialogOptions } from 'electron';
import { createFakeElectron } from './electron.ts';

/*
 * The fake as the module `electron` of a whole program: becomes ready and exits by itself, and
 * passes what the page is sent on to the parent process. With FAKE_appData it is a packaged app.
 */

const fake = createFakeElectron();
fake.app.isPackaged = process.env['FAKE_appData'] !== undefined;
Object.assign(process, { resourcesPath: process.env['FAKE_appData'] });
fake.app.on('fake-exit', (code: number) => process.exit(code));
fake.app.on('web-contents-created', () => {
  const page = fake.windows.at(-1)?.webContents;
  if (!page) return;
  page.onSend = ({ channel, message }) => process.send?.({ type: 'page', channel, message });
});
setImmediate(() => fake.app.becomeReady());

export const {
  app,
  BrowserWindow,
  ipcMain,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
} = fake;
export const dialog = {
  showOpenDialog: (options: OpenDialogOptions) => fake.dialog.showOpenDialog(options),
  showMessageBox: (options: MessageBoxOptions) => fake.dialog.showMessageBox(options),
  showErrorBox: (title: string, content: string): void => {
    process.stdout.write(`${title}: ${content}\n`);
  },
};
export const Menu = {
  buildFromTemplate: (template: Parameters<typeof fake.setMenu>[0]) => template,
  setApplicationMenu: fake.setMenu,
};

/** A machine that shows no messages. */
export const Notification = { isSupported: () => false };

class Image {
  addRepresentation(): void {}
  setTemplateImage(): void {}
}

export const nativeImage = { createEmpty: () => new Image() };

export class Tray extends EventEmitter {
  setImage(): void {}
  setToolTip(): void {}
  setTitle(): void {}
  setContextMenu(): void {}
  destroy(): void {}
}
