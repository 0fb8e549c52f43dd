import type { MenuItemConstructorOptions } from 'electron';
import type { ShellWords } from './words.ts';

export interface MenuSetting {
  platform: NodeJS.Platform;
  /** Adds reload and the developer tools. */
  development: boolean;
  words: ShellWords;
  commands: MenuCommands;
}

/** What the menus start besides what Electron does by itself. */
export interface MenuCommands {
  addFolder: () => void;
  openGallery: () => void;
  /** In the system's file manager, for whoever helps. */
  showLogs: () => void;
  /** The terms of everything the app is made of; null in a clone, where they lie with the packages. */
  showLicences: (() => void) | null;
}

type Item = MenuItemConstructorOptions;

const LINE: Item = { type: 'separator' };

/**
 * The menu bar. macOS takes the keys for copy, quit and hide from it, so they have to be there;
 * elsewhere it stays hidden until Alt is pressed. Electron's own words for what it does by itself
 * are English everywhere but on macOS, so all of them are written out.
 */
export function menuTemplate({ platform, development, words, commands }: MenuSetting): Item[] {
  const isMac = platform === 'darwin';
  const { showLicences } = commands;
  const licences: Item[] =
    showLicences === null ? [] : [{ label: words.showLicences, click: showLicences }];
  const file: Item = {
    label: words.file,
    submenu: [
      { label: words.addFolder, accelerator: 'CmdOrCtrl+Shift+O', click: commands.addFolder },
      { label: words.openGallery, accelerator: 'CmdOrCtrl+G', click: commands.openGallery },
      LINE,
      { label: words.showLogs, click: commands.showLogs },
      ...licences,
      LINE,
      isMac
        ? { role: 'close', label: words.closeWindow }
        : { role: 'quit', label: words.quit, accelerator: 'Ctrl+Q' },
    ],
  };
  const middle = [file, edit(words), view(words, development)];
  return isMac ? [appMenu(words), ...middle, windowMenu(words)] : middle;
}

function appMenu(words: ShellWords): Item {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about', label: words.about },
      LINE,
      { role: 'services', label: words.services },
      LINE,
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      { role: 'unhide', label: words.unhide },
      LINE,
      { role: 'quit', label: words.quit },
    ],
  };
}

function edit(words: ShellWords): Item {
  return {
    role: 'editMenu',
    label: words.edit,
    submenu: [
      { role: 'undo', label: words.undo },
      { role: 'redo', label: words.redo },
      LINE,
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      { role: 'selectAll', label: words.selectAll },
    ],
  };
}

function view(words: ShellWords, development: boolean): Item {
  const forDevelopers: Item[] = [
    LINE,
    { role: 'reload', label: words.reload },
    { role: 'toggleDevTools', label: words.developerTools },
  ];
  return {
    role: 'viewMenu',
    label: words.view,
    submenu: [
      { role: 'resetZoom', label: words.actualSize },
      { role: 'zoomIn', label: words.zoomIn },
      { role: 'zoomOut', label: words.zoomOut },
      LINE,
      { role: 'togglefullscreen', label: words.fullScreen },
      ...(development ? forDevelopers : []),
    ],
  };
}

function windowMenu(words: ShellWords): Item {
  return {
    role: 'windowMenu',
    label: words.window,
    submenu: [
      { role: 'minimize', label: words.minimize },
      { role: 'zoom', label: words.zoom },
      LINE,
      { role: 'front', label: words.front },
    ],
  };
}
