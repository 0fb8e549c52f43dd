import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ShellApp } from './api.ts';

/** Whether the program opens when the person logs in. The system keeps it, so nothing else does. */
export interface LoginItem {
  isOn(): boolean;
  set(on: boolean): void;
}

export interface LoginItemParts {
  app: Pick<ShellApp, 'getLoginItemSettings' | 'setLoginItemSettings' | 'isPackaged'>;
  platform: NodeJS.Platform;
  /** The program itself; an AppImage's own path is in APPIMAGE. */
  program: string;
  /** `$XDG_CONFIG_HOME`, where Linux keeps what is opened. */
  configFolder: string;
}

/** Null where there is nothing to open: a clone is started by a command in a terminal. */
export function createLoginItem(parts: LoginItemParts): LoginItem | null {
  const { app, platform } = parts;
  if (!app.isPackaged) return null;
  if (platform === 'linux') return autostart(parts);
  if (platform !== 'darwin' && platform !== 'win32') return null;
  return {
    isOn: () => app.getLoginItemSettings().openAtLogin,
    set: (openAtLogin) => app.setLoginItemSettings({ openAtLogin }),
  };
}

/** @see https://specifications.freedesktop.org/autostart-spec/latest/ */
function autostart({ configFolder, program }: LoginItemParts): LoginItem {
  const file = path.join(configFolder, 'autostart', 'picture-live.desktop');
  return {
    isOn: () => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false,
    set(on) {
      if (!on) return rmSync(file, { force: true });
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, entryFor(program));
    },
  };
}

function entryFor(program: string): string {
  return `[Desktop Entry]\nType=Application\nName=Picture Live\nExec=${quoted(program)}\nTerminal=false\n`;
}

/** As the Exec key wants it: quoted, and escaped once more as a string of the file. */
function quoted(program: string): string {
  const escaped = program.replaceAll(/["`$\\]/g, String.raw`\$&`).replaceAll('%', '%%');
  return `"${escaped.replaceAll('\\', '\\\\')}"`;
}
