import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { freePort } from '../ports.ts';
import { exitOf, killTree } from '../processes.ts';
import { PROJECT_ROOT } from '../project.ts';
import { viewRelay, type RelayView } from '../relay-view.ts';
import { sleep, until } from '../until.ts';

/** The one line of `npm start -- --json` where the tether UI has its own window. */
const Ready = z.looseObject({
  ready: z.literal(true),
  relay: z.string(),
  tether: z.null(),
  sessionId: z.string(),
  pids: z.object({ relay: z.int(), engine: z.int() }),
});

export interface DesktopApp {
  readonly hotFolder: string;
  readonly relay: RelayView;
  readonly enginePid: number;
  log(): string;
  /** How the start command ended, once it has. */
  ended(): Promise<number | null>;
  /** Asks it to end; its exit code. */
  stop(): Promise<number | null>;
}

export interface DesktopAppOptions {
  /** Existing folder for everything it writes. */
  folder: string;
  /** What ELECTRON_OVERRIDE_DIST_PATH shall be. */
  electron: string;
  env: Record<string, string>;
}

const START_PATIENCE_MS = 240_000;
const DRAIN_PATIENCE_MS = 30_000;

/**
 * Starts the product with its window, as `npm start` does on a photographer's laptop.
 *
 * @throws Error with the end of its log where it does not become ready with a window.
 */
export async function startDesktopApp(options: DesktopAppOptions): Promise<DesktopApp> {
  const { folder, electron, env } = options;
  const hotFolder = path.join(folder, 'hot folder');
  await mkdir(hotFolder, { recursive: true });
  const flags = ['--json', '--no-open', '--host', '127.0.0.1', '--hot-folder', hotFolder];
  const places = ['--home', path.join(folder, 'home'), '--port', String(await freePort())];
  const child = spawn(
    process.execPath,
    [path.join(PROJECT_ROOT, 'scripts/start.mjs'), ...flags, ...places],
    {
      cwd: PROJECT_ROOT,
      env: { ...process.env, ...env, ELECTRON_OVERRIDE_DIST_PATH: electron },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let stdout = '';
  let log = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));

  async function untilReady() {
    const line = await until(
      'the desktop app to be ready',
      () => {
        if (child.exitCode !== null) return { ended: child.exitCode };
        return stdout.split('\n').find((text) => text.startsWith('{') && text.endsWith('}'));
      },
      START_PATIENCE_MS,
    );
    if (typeof line === 'string') return z.parse(Ready, JSON.parse(line));
    throw new Error(`The start ended with code ${line.ended}:\n${log.slice(-4_000)}`);
  }

  async function killAll(): Promise<void> {
    if (child.pid !== undefined) await killTree(child.pid);
  }

  const ready = await untilReady().catch(async (error: unknown) => {
    await killAll();
    throw error;
  });
  const ended = async (): Promise<number | null> => {
    const code = await Promise.race([exitOf(child), sleep(DRAIN_PATIENCE_MS).then(() => 'late')]);
    if (typeof code !== 'string') return code;
    await killAll();
    throw new Error(`It did not end within ${DRAIN_PATIENCE_MS / 1_000} s:\n${log.slice(-4_000)}`);
  };
  return {
    hotFolder,
    relay: viewRelay(ready.relay, ready.sessionId),
    enginePid: ready.pids.engine,
    log: () => log,
    ended,
    async stop() {
      child.kill('SIGTERM');
      return ended();
    },
  };
}
