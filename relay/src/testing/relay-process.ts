import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ChildMessage } from '@picture-live/shared/process';
import { DEVICE_TOKEN } from './relay.ts';
import { databaseOf, databaseVariables } from './test-database.ts';

const SERVER = path.join(import.meta.dirname, '../server.ts');

/** A relay in a process of its own, as the supervisor starts it. */
export interface RelayProcess {
  child: ChildProcess;
  /** The first thing it says. */
  message: Promise<ChildMessage>;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string>;
  /** What it has written for people and logs. */
  written: () => string;
}

export async function spawnRelay(
  folder: string,
  env: Record<string, string> = {},
): Promise<RelayProcess> {
  const database = databaseVariables(await databaseOf(folder));
  const child = fork(SERVER, {
    env: {
      PATH: process.env['PATH'],
      // A start without it takes twice the time.
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: path.join(folder, 'relay'),
      WEB_DIR: path.join(folder, 'web'),
      DEVICE_TOKEN,
      LOG_LEVEL: 'error',
      NODE_ENV: 'test',
      ...database,
      ...env,
    },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  return {
    child,
    message: once(child, 'message').then(([message]) => ChildMessage.parse(message)),
    ended: once(child, 'exit').then(
      ([code, signal]: (number | string | null)[]) => code ?? signal ?? '',
    ),
    written: () => output,
  };
}

/** Where it listens and what for, once it is ready. */
export async function whenReady(
  relay: RelayProcess,
): Promise<{ url: string; sessionId: string; slug: string }> {
  const message = await relay.message;
  if (message.type !== 'relay_ready')
    throw new Error(`The relay did not start: ${relay.written()}`);
  return { url: `http://127.0.0.1:${message.port}`, ...message };
}
