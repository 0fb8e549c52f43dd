import type { MenuItemConstructorOptions } from 'electron';
import type { ElectronApi, ShellTray } from './api.ts';
import type { Situation } from './situation.ts';
import { MARK_OF, trayIcon, type Mark } from './tray-icon.ts';

export interface TrayParts {
  platform: NodeJS.Platform;
  /** What the menu offers below how things stand. */
  items: () => MenuItemConstructorOptions[];
  onClick: () => void;
  /** Told once where the system has no place for an icon. */
  onError: (error: unknown) => void;
}

/** The icon beside the clock: how things stand, without looking at the window. */
export interface Tray {
  tell(situation: Situation): void;
  remove(): void;
}

/** Linux redraws the icon and closes an open menu with every change, so only changes are passed on. */
export function createTray(electron: Pick<ElectronApi, 'createTray'>, parts: TrayParts): Tray {
  const tray = open(electron, parts);
  let mark: Mark = 'ring';
  let title = '';
  let told = '';

  return {
    tell(situation) {
      if (tray === null) return;
      const next = MARK_OF[situation.tone];
      if (next !== mark) tray.setIcon(trayIcon(next));
      mark = next;
      const waiting = situation.moving === 0 ? '' : String(situation.moving);
      if (waiting !== title) tray.setTitle(waiting);
      title = waiting;
      const items = parts.items();
      const menu = JSON.stringify([situation.sentence, situation.counters, items]);
      if (menu === told) return;
      told = menu;
      tray.setToolTip(`${situation.counters}\n${situation.sentence}`);
      tray.setMenu([
        { label: situation.sentence, enabled: false },
        { label: situation.counters, enabled: false },
        { type: 'separator' },
        ...items,
      ]);
    },
    remove: () => tray?.destroy(),
  };
}

function open({ createTray: create }: Pick<ElectronApi, 'createTray'>, parts: TrayParts) {
  try {
    const tray: ShellTray = create(trayIcon('ring'));
    // Elsewhere a click opens the menu, or does so by the system's habit.
    if (parts.platform === 'win32') tray.onClick(parts.onClick);
    return tray;
  } catch (error) {
    parts.onError(error);
    return null;
  }
}
