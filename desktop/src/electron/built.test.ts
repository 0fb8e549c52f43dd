import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import vm from 'node:vm';
import { ENGINE_LAUNCH_VARIABLE, type EngineLaunch } from '@picture-live/shared/process';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { TRANSPORT_PROPERTY, type BridgeTransport } from '../bridge/client.ts';
import { BridgeEvent } from '../bridge/contract.ts';
import { DROPPED_PROPERTY, type DroppedPaths } from '../bridge/dropped.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from '../bridge/ipc-channels.ts';

const HERE = import.meta.dirname;
const DESKTOP = path.join(HERE, '../..');
const VITE = path.join(DESKTOP, '../node_modules/vite/bin/vite.js');
const PATIENCE = { timeout: 20_000 };
const READY = { type: 'engine_ready', tetherUrl: null };

/** What `fake/program.ts` passes on of what the page is sent. */
const PushedEvent = z.object({
  type: z.literal('page'),
  channel: z.literal(EVENT_CHANNEL),
  message: BridgeEvent,
});

/** Below `desktop`, because the built files load native libraries from its dependencies. */
let folder: string;
const at = (...places: string[]): string => path.join(folder, ...places);
const children: ChildProcess[] = [];

beforeAll(async () => {
  await mkdir(path.join(DESKTOP, 'dist'), { recursive: true });
  folder = await mkdtemp(path.join(DESKTOP, 'dist/test-'));
  const config = path.join(HERE, 'vite.config.ts');
  const build = ['build', '--config', config, '--outDir', at('electron'), '--logLevel', 'warn'];
  await promisify(execFile)(process.execPath, [VITE, ...build]);
  await mkdir(at('ui'));
  await writeFile(at('ui/index.html'), '<!doctype html>');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

/** What the preload gives the page, by name. */
interface Exposed {
  [TRANSPORT_PROPERTY]?: BridgeTransport;
  [DROPPED_PROPERTY]?: DroppedPaths;
}

/** Runs the built preload as a sandboxed one is run: a script whose `require` knows Electron only. */
async function runPreload() {
  const exposed: Exposed = {};
  const used: unknown[][] = [];
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, api: object) => Object.assign(exposed, { [name]: api }),
    },
    ipcRenderer: {
      invoke: async (...args: unknown[]) => {
        used.push(args);
        return { ok: true, value: null };
      },
      on: (channel: string) => used.push([channel]),
      removeListener: (channel: string) => used.push([channel]),
    },
    webUtils: { getPathForFile: (file: File) => `/shoot/${file.name}` },
  };
  const script = await readFile(at('electron/preload.cjs'), 'utf8');
  vm.runInNewContext(script, {
    require: (name: string) => {
      if (name === 'electron') return electron;
      throw new Error(`module not found: ${name}`);
    },
  });
  return { script, exposed, used };
}

/** A session of its own, for a relay that is not there: the engine works without one, too. */
async function newLaunch(name: string): Promise<EngineLaunch> {
  await mkdir(at(name, 'hot'), { recursive: true });
  return {
    dataDir: at(name, 'data'),
    hotFolders: [at(name, 'hot')],
    relayUrl: 'http://127.0.0.1:9',
    deviceToken: 'device',
    sessionId: 's',
    sessionTitle: 'A shoot',
    galleryUrl: 'http://127.0.0.1:9/g/a-shoot',
    tetherHost: '127.0.0.1',
    tetherPort: 0,
    tetherToken: 'tether',
  };
}

/** Runs the built program with the fake for Electron; with a launch as the supervisor does. */
function run(launch: EngineLaunch | null, env: NodeJS.ProcessEnv = {}) {
  const child = spawn(
    process.execPath,
    ['--import', path.join(HERE, 'fake/register.ts'), at('electron/main.js')],
    {
      env: launch
        ? { ...process.env, [ENGINE_LAUNCH_VARIABLE]: JSON.stringify(launch) }
        : { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', launch || env['FAKE_appData'] ? 'ipc' : 'ignore'],
    },
  );
  children.push(child);
  const program = {
    child,
    messages: [] as unknown[],
    output: '',
    code: new Promise<number | null>((resolve) => child.once('exit', resolve)),
  };
  child.on('message', (message) => program.messages.push(message));
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (program.output += text));
  }
  return program;
}

function shotsIn(messages: readonly unknown[]) {
  return messages
    .map((message) => PushedEvent.safeParse(message))
    .flatMap(({ data }) => (data?.message.type === 'shots' ? data.message.shots : []));
}

describe('preload', () => {
  test('it is one small script that needs nothing but Electron', async () => {
    const { script } = await runPreload();
    expect(script.length).toBeLessThan(4_000);
  });

  test('the page gets the transport of the bridge and the paths of what is dropped', async () => {
    const { exposed, used } = await runPreload();
    expect(Object.keys(exposed)).toEqual([TRANSPORT_PROPERTY, DROPPED_PROPERTY]);
    const transport = exposed[TRANSPORT_PROPERTY];
    const dropped = exposed[DROPPED_PROPERTY];
    expect(Object.keys(transport ?? {}).toSorted()).toEqual([
      'invoke',
      'onConnection',
      'subscribe',
    ]);
    expect(Object.keys(dropped ?? {})).toEqual(['pathOf']);
    expect(dropped?.pathOf(new File([], 'A'))).toBe('/shoot/A');
    expect(await transport?.invoke('status', null)).toEqual({ ok: true, value: null });
    transport?.subscribe(() => undefined)();
    expect(used).toEqual([[CALL_CHANNEL, 'status', null], [EVENT_CHANNEL], [EVENT_CHANNEL]]);
  });
});

describe('main', () => {
  test('the engine runs in it: a photo that is dropped gets its pictures, and the page hears of it', async () => {
    const launch = await newLaunch('photo');
    const { child, messages, code } = run(launch);
    await expect.poll(() => messages, PATIENCE).toContainEqual(READY);
    const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
    await sharp({ create: { width: 900, height: 600, channels: 3, background: '#888', noise } })
      .jpeg()
      .toFile(path.join(launch.hotFolders[0] ?? '', 'IMG_0001.JPG'));
    await expect
      .poll(() => shotsIn(messages), PATIENCE)
      .toContainEqual(expect.objectContaining({ name: 'IMG_0001.JPG', hasPicture: true }));
    child.kill('SIGTERM');
    expect(await code).toBe(0);
  });

  test('without its supervisor it ends at once', async () => {
    const { child, messages, code } = run(await newLaunch('orphan'));
    await expect.poll(() => messages, PATIENCE).toContainEqual(READY);
    child.disconnect();
    expect(await code).toBe(1);
  });

  test('two on one data folder: the second says so and ends', async () => {
    const launch = await newLaunch('twice');
    const first = run(launch);
    await expect.poll(() => first.messages, PATIENCE).toContainEqual(READY);
    const second = run(launch);
    expect(await second.code).toBe(1);
    expect(second.messages).toEqual([
      { type: 'start_failed', message: expect.stringContaining(launch.dataDir) as unknown },
    ]);
    first.child.kill('SIGTERM');
    expect(await first.code).toBe(0);
  });

  test('installed and started by the system it works by itself, with the set-up in its window', async () => {
    await mkdir(at('system'));
    const started = run(null, { FAKE_appData: at('system') });
    await expect.poll(() => started.messages, PATIENCE).toContainEqual(READY);
    expect(await readdir(at('system/Picture Live/desktop'))).toContain('window');
    started.child.kill('SIGTERM');
    expect(await started.code).toBe(0);
    expect(started.output).toBe('');
  });

  test('started by hand it says on the screen how to start it', async () => {
    const started = run(null);
    expect(await started.code).toBe(1);
    await expect
      .poll(() => started.output)
      .toBe('Picture Live: Start Picture Live with "npm start".\n');
  });
});
