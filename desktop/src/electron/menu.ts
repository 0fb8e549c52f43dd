import type { MenuItemConstructorOptions } from 'electron';

export interface MenuSetting {
  platform: NodeJS.Platform;
  /** Adds reload and the developer tools. */
  development: boolean;
}

/**
 * The menu bar. macOS takes the keys for copy, quit and hide from it, so they have to be there;
 * elsewhere it stays hidden until Alt is pressed and only holds what has no other place.
 */
export function menuTemplate({ platform, development }: MenuSetting): MenuItemConstructorOptions[] {
  const view: MenuItemConstructorOptions = {
    role: 'viewMenu',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(development ? DEVELOPMENT : []),
    ],
  };
  return platform === 'darwin'
    ? [{ role: 'appMenu' }, { role: 'editMenu' }, view, { role: 'windowMenu' }]
    : [{ role: 'fileMenu', submenu: [{ role: 'quit' }] }, { role: 'editMenu' }, view];
}

const DEVELOPMENT: MenuItemConstructorOptions[] = [
  { type: 'separator' },
  { role: 'reload' },
  { role: 'toggleDevTools' },
];
