import type { MenuItemConstructorOptions } from 'electron';
import type { LoginItem } from './login-item.ts';
import type { UpdateState } from './updates.ts';
import type { ShellWords } from './words.ts';

export interface TrayMenuSetting {
  words: ShellWords;
  hasSession: boolean;
  paused: boolean;
  /** Null where there is nothing to open at login. */
  loginItem: LoginItem | null;
  /** Null where no feed of updates is set up. */
  update: { state: UpdateState; mayRestart: boolean } | null;
  commands: TrayCommands;
}

export interface TrayCommands {
  showWindow: () => void;
  openGallery: () => void;
  togglePause: () => void;
  toggleLogin: () => void;
  lookForUpdates: () => void;
  restartToUpdate: () => void;
  quit: () => void;
}

type Item = MenuItemConstructorOptions;

/** What the icon beside the clock offers. */
export function trayItems(setting: TrayMenuSetting): Item[] {
  const { words, hasSession, paused, loginItem, commands } = setting;
  return [
    { label: words.showWindow, click: commands.showWindow },
    { label: words.openGallery, enabled: hasSession, click: commands.openGallery },
    {
      label: paused ? words.resume : words.pause,
      enabled: hasSession,
      click: commands.togglePause,
    },
    { type: 'separator' },
    ...updateItems(setting),
    ...(loginItem === null
      ? []
      : [
          {
            label: words.openAtLogin,
            type: 'checkbox',
            checked: loginItem.isOn(),
            click: commands.toggleLogin,
          } as const,
        ]),
    { label: words.quit, click: commands.quit },
  ];
}

function updateItems({ words, update, commands }: TrayMenuSetting): Item[] {
  if (update === null) return [];
  const { state, mayRestart } = update;
  if (state.state !== 'ready') {
    const isLooking = state.state !== 'none';
    return [{ label: words.checkForUpdates, enabled: !isLooking, click: commands.lookForUpdates }];
  }
  if (!mayRestart) return [{ label: words.updateWaits(state.version), enabled: false }];
  return [{ label: words.restartToUpdate(state.version), click: commands.restartToUpdate }];
}
