import type { EngineStatus } from '../bridge/contract.ts';
import type { EngineHost } from '../bridge/host.ts';
import type { ElectronApi } from './api.ts';
import { createWakefulness } from './awake.ts';
import type { LoginItem } from './login-item.ts';
import { createNotices } from './notices.ts';
import { advance, type Haul } from './progress.ts';
import { situationOf, type Situation } from './situation.ts';
import { trayItems, type TrayCommands } from './tray-menu.ts';
import { createTray } from './tray.ts';
import { createUpdates, type Updater } from './updates.ts';
import type { TetherWindow } from './window.ts';
import type { ShellLanguage } from './words.ts';

export interface SurroundingsParts {
  host: Pick<EngineHost, 'handlers' | 'subscribe'>;
  platform: NodeJS.Platform;
  language: ShellLanguage;
  window: Pick<TetherWindow, 'isFocused' | 'setProgress'>;
  loginItem: LoginItem | null;
  /** Null where no feed of updates is set up. */
  updater: Updater | null;
  showWindow: () => void;
  /** Drains the engine, then calls `install`. */
  restartWith: (install: () => void) => void;
  onError: (error: unknown) => void;
}

/** What the program shows outside of its window. */
export interface Surroundings {
  openGallery(): void;
  stop(): void;
}

/** Puts up the tray, and lets it, the dock and the power saver follow the engine. */
export async function showSurroundings(
  electron: ElectronApi,
  parts: SurroundingsParts,
): Promise<Surroundings> {
  const { host, platform, language, window, loginItem, onError } = parts;
  const words = language.shell;
  let situation = read(await host.handlers.status(null));
  let haul: Haul = null;
  const awake = createWakefulness(electron.powerSaveBlocker);
  const notices = createNotices(electron, {
    isLookedAt: window.isFocused,
    onClick: parts.showWindow,
    now: () => Date.now(),
  });
  const updates =
    parts.updater && createUpdates({ updater: parts.updater, onChange: retell, onError });
  const openGallery = (): void => {
    if (situation.gallery !== null) electron.shell.openExternal(situation.gallery).catch(onError);
  };
  const commands: TrayCommands = {
    showWindow: parts.showWindow,
    openGallery,
    togglePause: () => void togglePause().catch(onError),
    toggleLogin() {
      loginItem?.set(!loginItem.isOn());
      retell();
    },
    lookForUpdates: () => updates?.look(),
    restartToUpdate() {
      // A shot may have come while the menu was open.
      if (updates?.mayRestart()) parts.restartWith(updates.install);
    },
    quit: () => electron.app.quit(),
  };
  const tray = createTray(electron, {
    platform,
    items: () =>
      trayItems({
        words,
        hasSession: situation.gallery !== null,
        paused: situation.paused,
        loginItem,
        update: updates && { state: updates.state(), mayRestart: updates.mayRestart() },
        commands,
      }),
    onClick: parts.showWindow,
    onError,
  });

  function read(status: EngineStatus): Situation {
    const told = situationOf(status, language.ui);
    return told.sessionId === '' ? { ...told, tone: 'waiting', sentence: words.noSession } : told;
  }

  async function togglePause(): Promise<void> {
    const { uplink } = await host.handlers.status(null);
    await host.handlers.setUplink({ ...uplink.settings, paused: !uplink.settings.paused });
  }

  function retell(): void {
    tray.tell(situation);
  }

  function tell(next: Situation): void {
    situation = next;
    const moved = advance(haul, situation);
    haul = moved.haul;
    window.setProgress(moved.progress.fraction, { mode: moved.progress.mode });
    awake.tell(situation);
    notices.tell(situation);
    updates?.tell(situation);
    retell();
  }

  tell(situation);
  updates?.start();
  const unsubscribe = host.subscribe((event) => {
    if (event.type === 'status') tell(read(event.status));
  });
  return {
    openGallery,
    stop() {
      unsubscribe();
      updates?.stop();
      awake.stop();
      notices.stop();
      tray.remove();
    },
  };
}
