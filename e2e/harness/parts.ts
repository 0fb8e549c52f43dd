import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import {
  ChildMessage,
  ENGINE_LAUNCH_VARIABLE,
  EngineReady,
  RelayReady,
  type EngineLaunch,
} from '@picture-live/shared/process';
import * as z from 'zod/mini';
import { SETTINGS } from '../../relay/src/config.ts';
import { exitOf, signal } from './processes.ts';
import { PROJECT_ROOT } from './project.ts';

/*
 * Relay and engine as the supervisor runs them, but one by one, for faults that need something
 * between the two or one of them alone.
 */

export interface Part<Ready> {
  readonly ready: Ready;
  readonly pid: number;
  log(): string;
  /** Asks it to end, and waits. */
  stop(): Promise<void>;
  /** kill -9, and waits. */
  kill(): Promise<void>;
  /** Stands still as in a laptop that is asleep, until `resume`. */
  suspend(): void;
  resume(): void;
}

/** Settings of a relay that this shell may know for its own ends would lead to another one's data. */
function surroundings(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !Object.hasOwn(SETTINGS, name));
  return Object.fromEntries(kept);
}

async function startPart<Ready>(
  entry: string,
  env: Record<string, string>,
  ready: z.ZodMiniType<Ready>,
): Promise<Part<Ready>> {
  const child = fork(path.join(PROJECT_ROOT, entry), {
    env: { ...surroundings(), ...env },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (log += text));
  }
  const message = await firstMessage(child, () => log);
  if (message.type === 'start_failed') {
    child.kill('SIGKILL');
    throw new Error(message.message);
  }
  return {
    ready: z.parse(ready, message),
    pid: child.pid ?? -1,
    log: () => log,
    async stop() {
      child.kill('SIGTERM');
      await exitOf(child);
    },
    async kill() {
      signal(child.pid ?? -1, 'SIGKILL');
      await exitOf(child);
    },
    suspend: () => signal(child.pid ?? -1, 'SIGSTOP'),
    resume: () => signal(child.pid ?? -1, 'SIGCONT'),
  };
}

function firstMessage(child: ChildProcess, log: () => string): Promise<ChildMessage> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(z.parse(ChildMessage, message)));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${log()}`)));
  });
}

export interface RelaySettings {
  dataDir: string;
  deviceToken: string;
  /** 0: any free port. */
  port: number;
  /** 127.0.0.1 where absent. */
  host?: string;
  /** Further settings by their names, such as DB_HOST. */
  env?: Record<string, string>;
}

export function newDeviceToken(): string {
  return randomBytes(32).toString('base64url');
}

export async function startRelay(settings: RelaySettings): Promise<Part<RelayReady>> {
  await mkdir(settings.dataDir, { recursive: true });
  return startPart(
    'relay/src/server.ts',
    {
      PORT: String(settings.port),
      HOST: settings.host ?? '127.0.0.1',
      DATA_DIR: settings.dataDir,
      DEVICE_TOKEN: settings.deviceToken,
      FIRST_SESSION_TITLE: 'A shoot',
      LOG_LEVEL: 'warn',
      ...settings.env,
    },
    RelayReady,
  );
}

export interface EngineSettings {
  dataDir: string;
  hotFolder: string;
  relayUrl: string;
  deviceToken: string;
  sessionId: string;
  /** A certificate authority (PEM file) that it believes besides the usual ones. */
  caFile?: string;
  /** Further settings by their names. */
  env?: Record<string, string>;
}

export async function startEngine(settings: EngineSettings): Promise<Part<EngineReady>> {
  await mkdir(settings.dataDir, { recursive: true });
  await mkdir(settings.hotFolder, { recursive: true });
  const launch: EngineLaunch = {
    dataDir: settings.dataDir,
    hotFolders: [settings.hotFolder],
    relayUrl: settings.relayUrl,
    deviceToken: settings.deviceToken,
    sessionId: settings.sessionId,
    sessionTitle: 'A shoot',
    galleryUrl: `${settings.relayUrl}/g/a-shoot`,
    tetherHost: '127.0.0.1',
    tetherPort: 0,
    tetherToken: randomBytes(24).toString('base64url'),
  };
  return startPart(
    'desktop/src/headless/main.ts',
    {
      [ENGINE_LAUNCH_VARIABLE]: JSON.stringify(launch),
      ...(settings.caFile !== undefined && { NODE_EXTRA_CA_CERTS: settings.caFile }),
      ...settings.env,
    },
    EngineReady,
  );
}
