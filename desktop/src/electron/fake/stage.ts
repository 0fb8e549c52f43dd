import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { EngineLaunch } from '@picture-live/shared/process';
import type { BridgeEvent, EngineStatus } from '../../bridge/contract.ts';
import type { EngineHost } from '../../bridge/host.ts';
import { createShell, type Shell, type ShellParts } from '../shell.ts';
import { createFakeElectron, type FakeElectron } from './electron.ts';
import { quietMessageHandlers } from '../../bridge/testing/message-handlers.ts';
import { quietRecipeHandlers } from '../../bridge/testing/recipe-handlers.ts';
import { EMPTY_LEDGER, IDLE_DESK, sampleStatus } from '../../bridge/testing/samples.ts';
import type { FakeContents, FakeWindow } from './page.ts';

export const GALLERY_URL = 'http://192.168.1.20:3001/g/anna-and-li';
export const PICTURE = Buffer.from('a picture');

export const STATUS: EngineStatus = sampleStatus({
  session: { id: 's', title: 'Anna & Li', galleryUrl: GALLERY_URL },
});

/** An engine of which tests see the shell's side only. */
export function createFakeHost() {
  const listeners = new Set<(event: BridgeEvent) => void>();
  const host = {
    handlers: {
      ...IDLE_DESK,
      ...EMPTY_LEDGER,
      ...quietMessageHandlers(),
      status: async () => STATUS,
      listShots: async () => ({ shots: [], more: false }),
      retryShot: async () => null,
      setPublishMode: async () => null,
      decideShots: async () => ({ shots: [] }),
      rateShots: async () => ({ shots: [] }),
      ...quietRecipeHandlers(),
      setUplink: async () => null,
      wishShots: async () => ({ shotIds: [], shots: [] }),
    },
    subscribe: (listener: (event: BridgeEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    media: async (shotId: string) => (shotId === 'shot-1' ? PICTURE : null),
    recipeMedia: async () => null,
    messageMedia: async () => null,
    fileOf: async (shotId: string) => (shotId === 'shot-1' ? '/shoot/A/IMG_1.JPG' : null),
    pages: () => [GALLERY_URL],
    stop: async () => {
      fake.stops += 1;
    },
  } satisfies EngineHost;
  const fake = {
    host,
    listeners,
    stops: 0,
    publish: (event: BridgeEvent) => {
      for (const listener of listeners) listener(event);
    },
  };
  return fake;
}

export interface ShellStage {
  electron: FakeElectron;
  engine: ReturnType<typeof createFakeHost>;
  launch: EngineLaunch;
  shell: Shell;
  /** Electron becomes ready, and the shell starts. */
  start: () => Promise<void>;
  /** The newest window, and its page. */
  window: () => FakeWindow;
  page: () => FakeContents;
  remove: () => Promise<void>;
}

/** The shell over a fake Electron and a fake engine, with a built UI and a data folder of its own. */
export async function setShellStage(
  overrides: Partial<ShellParts> = {},
  electron = createFakeElectron(),
): Promise<ShellStage> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'picture-live-shell-'));
  const uiFolder = path.join(folder, 'ui');
  await mkdir(path.join(uiFolder, 'assets'), { recursive: true });
  await writeFile(path.join(uiFolder, 'index.html'), '<!doctype html><title>Picture Live</title>');
  await writeFile(path.join(uiFolder, 'assets/app.js'), 'export {};');
  const launch: EngineLaunch = {
    dataDir: folder,
    hotFolders: [path.join(folder, 'hot')],
    relayUrl: 'http://127.0.0.1:3001',
    deviceToken: 'device token',
    sessionId: 's',
    sessionTitle: 'Anna & Li',
    galleryUrl: GALLERY_URL,
    tetherHost: '127.0.0.1',
    tetherPort: 0,
    tetherToken: 'tether token',
  };
  const engine = createFakeHost();
  const shell = createShell(electron, {
    dataDir: launch.dataDir,
    log: {
      file: path.join(folder, 'logs/combined.log'),
      info: () => undefined,
      fail: (error, what) => void process.stderr.write(`${what}: ${String(error)}\n`),
    },
    startEngine: async () => engine.host,
    uiFolder,
    preload: '/built/preload.cjs',
    platform: 'linux',
    args: [],
    program: '/opt/Picture Live/picture-live',
    configFolder: path.join(folder, 'config'),
    licences: null,
    loadUpdater: async () => null,
    ...overrides,
  });
  const window = (): FakeWindow => {
    const newest = electron.windows.at(-1);
    if (!newest) throw new Error('No window was opened.');
    return newest;
  };
  return {
    electron,
    engine,
    launch,
    shell,
    start: () => {
      electron.app.becomeReady();
      return shell.start();
    },
    window,
    page: () => window().webContents,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
