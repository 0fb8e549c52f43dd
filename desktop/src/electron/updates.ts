/** What is used of electron-updater. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  readonly on: OnUpdater;
  readonly checkForUpdates: () => Promise<unknown>;
  readonly downloadUpdate: () => Promise<unknown>;
  /** Puts the new version in place, quits and starts it. */
  readonly quitAndInstall: () => void;
}

interface OnUpdater {
  (
    name: 'update-available' | 'update-downloaded',
    listener: (info: { version: string }) => void,
  ): unknown;
  (name: 'error', listener: (error: Error) => void): unknown;
}

export type UpdateState =
  | { state: 'none' }
  /** `available` is fetched, and `ready` may be installed, when nothing is on its way to guests. */
  | { state: 'available' | 'fetching' | 'ready'; version: string };

export interface UpdatesParts {
  updater: Updater;
  onChange: () => void;
  onError: (error: unknown) => void;
}

export interface Updates {
  state(): UpdateState;
  /** Looks now, and then every few hours. */
  start(): void;
  look(): void;
  tell(situation: { moving: number }): void;
  /** Whether a restart may be offered: something is ready and no shot is on its way. */
  mayRestart(): boolean;
  /** Ends this version for the next; to be called when the engine is drained. */
  install: () => void;
  stop(): void;
}

const LOOK_EVERY_MS = 6 * 60 * 60 * 1_000;

/**
 * New versions of the program. A venue's network belongs to the photos: an update is fetched only
 * while none of them moves, and installed when a person says so or quits.
 */
export function createUpdates({ updater, onChange, onError }: UpdatesParts): Updates {
  let state: UpdateState = { state: 'none' };
  let moving = 0;
  let timer: NodeJS.Timeout | undefined;

  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = true;
  updater.on('error', (error) => {
    // What broke off is fetched with the next look.
    if (state.state === 'fetching') become({ state: 'none' });
    onError(error);
  });
  updater.on('update-available', ({ version }) => {
    if (state.state !== 'none') return;
    become({ state: 'available', version });
    fetchWhenQuiet();
  });
  updater.on('update-downloaded', ({ version }) => become({ state: 'ready', version }));

  function become(next: UpdateState): void {
    state = next;
    onChange();
  }

  /** The updater tells failures by its event as well. */
  function fetchWhenQuiet(): void {
    if (state.state !== 'available' || moving > 0) return;
    become({ state: 'fetching', version: state.version });
    updater.downloadUpdate().catch(() => undefined);
  }

  function look(): void {
    if (state.state === 'none') updater.checkForUpdates().catch(() => undefined);
  }

  return {
    state: () => state,
    start() {
      look();
      timer = setInterval(look, LOOK_EVERY_MS);
    },
    look,
    tell(situation) {
      moving = situation.moving;
      fetchWhenQuiet();
    },
    mayRestart: () => state.state === 'ready' && moving === 0,
    install: () => updater.quitAndInstall(),
    stop: () => clearInterval(timer),
  };
}
