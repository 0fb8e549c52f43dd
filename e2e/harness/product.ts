import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { freePort } from './ports.ts';
import { exitOf, killTree, processTree } from './processes.ts';
import { artifact, PROJECT_ROOT, temporaryFolder } from './project.ts';
import { sleep, until } from './until.ts';

/** The one line of `npm start -- --json`. */
const Ready = z.object({
  ready: z.literal(true),
  relay: z.string(),
  gallery: z.string(),
  tether: z.string(),
  sessionId: z.string(),
  hotFolders: z.array(z.string()),
  home: z.string(),
  pids: z.object({ relay: z.int(), engine: z.int() }),
});
export type Ready = z.infer<typeof Ready>;

export interface ProductOptions {
  /** Existing data folder; a temporary one that is removed at the end where absent. */
  home?: string;
  /** Existing hot folders; a temporary one below the temporary folder where absent. */
  hotFolders?: string[];
  ports?: { relay: number; tether: number };
  extra?: string[];
  env?: Record<string, string>;
  /** Called before the start with the hot folder, to put files there first. */
  prepare?: (hotFolder: string) => Promise<void>;
}

export interface Exit {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A running Picture Live, started as its README says. */
export interface Product {
  readonly ready: Ready;
  readonly hotFolder: string;
  readonly home: string;
  /** Everything it said on standard error so far. */
  log(): string;
  stdout(): string;
  /** Current process id of a part; the supervisor gives a restarted one a new id. */
  pidOf(part: 'relay' | 'engine'): Promise<number | null>;
  /** Asks it to end and resolves to the exit code. */
  terminate(name: 'SIGTERM' | 'SIGINT'): Promise<Exit>;
  /** kill -9 of everything at once, and a start on the same data and ports. */
  killAllAndRestart(): Promise<void>;
  /** Ends it and removes what was made for it. Safe to call twice. */
  stop(): Promise<void>;
}

const COMMAND = path.join(PROJECT_ROOT, 'scripts/start.mjs');
const START_PATIENCE_MS = 240_000;
const DRAIN_PATIENCE_MS = 30_000;

interface Running {
  child: ChildProcess;
  stdout: string;
  stderr: string;
}

function launch(args: string[], env: Record<string, string>): Running {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    cwd: PROJECT_ROOT,
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const running: Running = { child, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (running.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (running.stderr += text));
  return running;
}

async function waitUntilReady(running: Running): Promise<Ready> {
  const line = await until(
    'the product to be ready',
    () => {
      if (running.child.exitCode !== null) return { ended: running.child.exitCode };
      return running.stdout.split('\n').find((text) => text.startsWith('{') && text.endsWith('}'));
    },
    START_PATIENCE_MS,
  );
  if (typeof line === 'string') return z.parse(Ready, JSON.parse(line));
  throw new Error(`The start ended with code ${line.ended}:\n${running.stderr.slice(-4000)}`);
}

/** Runs the start command until it ends by itself, for starts that must fail. */
export async function runToEnd(args: string[], env: Record<string, string> = {}): Promise<Exit> {
  const running = launch(args, env);
  try {
    await until('the failing start to end', () => running.child.exitCode !== null, 60_000);
    return { code: running.child.exitCode, stdout: running.stdout, stderr: running.stderr };
  } finally {
    if (running.child.pid !== undefined) await killTree(running.child.pid);
  }
}

/**
 * Starts the product headless in a home of its own.
 *
 * @throws Error with the end of its log where it does not become ready.
 */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const scratch = await temporaryFolder('e2e');
  const home = options.home ?? path.join(scratch.path, 'home');
  const hotFolders = options.hotFolders ?? [path.join(scratch.path, 'hot folder')];
  const [hotFolder = ''] = hotFolders;
  if (!existsSync(hotFolder)) await mkdir(hotFolder, { recursive: true });
  await options.prepare?.(hotFolder);
  const ports = options.ports ?? { relay: await freePort(), tether: await freePort() };
  const args = ['--headless', '--json', '--no-open', '--host', '127.0.0.1', '--home', home];
  for (const folder of hotFolders) args.push('--hot-folder', folder);
  args.push('--port', `${ports.relay}`, '--tether-port', `${ports.tether}`);
  args.push(...(options.extra ?? []));

  let running = launch(args, options.env ?? {});
  let earlierLog = '';
  const giveUp = async (error: unknown): Promise<never> => {
    if (running.child.pid !== undefined) await killTree(running.child.pid);
    await writeFile(await artifact(`start-failed-${process.pid}.log`), running.stderr);
    await scratch.remove();
    throw error;
  };
  let ready = await waitUntilReady(running).catch(giveUp);
  let stopped = false;

  async function terminate(name: 'SIGTERM' | 'SIGINT'): Promise<Exit> {
    const { child } = running;
    child.kill(name);
    const code = await Promise.race([exitOf(child), sleep(DRAIN_PATIENCE_MS).then(() => 'late')]);
    if (code === 'late') {
      if (child.pid !== undefined) await killTree(child.pid);
      throw new Error(`It did not end within ${DRAIN_PATIENCE_MS / 1000} s of ${name}.`);
    }
    return { code: child.exitCode, stdout: running.stdout, stderr: running.stderr };
  }

  return {
    get ready() {
      return ready;
    },
    hotFolder,
    home,
    log: () => earlierLog + running.stderr,
    stdout: () => running.stdout,
    async pidOf(part) {
      const tree = await processTree(running.child.pid ?? -1);
      const sign = part === 'relay' ? /relay\/src\/\S+/ : /desktop\/src\/headless\/\S+/;
      return tree.find((row) => sign.test(row.command))?.pid ?? null;
    },
    terminate,
    async killAllAndRestart() {
      if (running.child.pid !== undefined) await killTree(running.child.pid);
      earlierLog += running.stderr;
      running = launch(args, options.env ?? {});
      ready = await waitUntilReady(running);
    },
    async stop() {
      if (stopped) return;
      stopped = true;
      try {
        if (running.child.exitCode === null && running.child.signalCode === null) {
          await terminate('SIGTERM');
        }
      } finally {
        await scratch.remove();
      }
    },
  };
}
