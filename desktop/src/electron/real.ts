import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  Notification,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
} from 'electron';
import type { ElectronApi, ShellTray, TrayIcon } from './api.ts';

/** Electron itself, as the shell uses it. */
export const electron: ElectronApi = {
  app,
  BrowserWindow,
  ipcMain,
  protocol,
  session,
  shell,
  dialog,
  powerSaveBlocker,
  safeStorage,
  screen,
  createNotification: (options) => (Notification.isSupported() ? new Notification(options) : null),
  createTray,
  setMenu: (template) => Menu.setApplicationMenu(Menu.buildFromTemplate(template)),
};

function createTray(icon: TrayIcon): ShellTray {
  const tray = new Tray(imageOf(icon));
  return {
    setIcon: (next) => tray.setImage(imageOf(next)),
    setToolTip: (text) => tray.setToolTip(text),
    setTitle: (text) => tray.setTitle(text),
    setMenu: (template) => tray.setContextMenu(Menu.buildFromTemplate(template)),
    onClick: (listener) => void tray.on('click', listener),
    destroy: () => tray.destroy(),
  };
}

/** The representations are for displays of other densities. */
function imageOf({ bitmaps, template }: TrayIcon): Electron.NativeImage {
  const image = nativeImage.createEmpty();
  for (const { pixels, width, height, scaleFactor } of bitmaps) {
    image.addRepresentation({ buffer: pixels, width, height, scaleFactor });
  }
  image.setTemplateImage(template);
  return image;
}
