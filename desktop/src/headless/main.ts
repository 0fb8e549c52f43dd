import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import {
  ENGINE_LAUNCH_VARIABLE,
  EngineLaunch,
  type ChildMessage,
} from '@picture-live/shared/process';
import type { EngineHost } from '../bridge/host.ts';
import { startDesk } from '../engine/setup/desk.ts';
import { deskOfLaunch } from '../engine/setup/launch.ts';
import { startShell } from './shell.ts';
import { startFailure } from './start-failure.ts';

/*
 * The headless shell: the engine, and its UI for an ordinary browser. Run by the supervisor, which
 * passes EngineLaunch in the environment and listens on the IPC channel.
 */

const UI_FOLDER = fileURLToPath(new URL('../../dist/ui', import.meta.url));

/** Whoever lost the supervisor must not keep the ledger from the next one. */
process.once('disconnect', () => process.exit(1));
const stopAsked = new Promise<void>((resolve) => {
  process.on('SIGTERM', resolve);
  process.on('SIGINT', resolve);
});

const launch = readLaunch();
const shell = await startShell({ launch, startEngine: start, uiFolder: UI_FOLDER }).catch(giveUp);
await tell({ type: 'engine_ready', tetherUrl: shell.url });
await stopAsked;
await shell.stop();
process.exit(0);

/** @throws where the variable is missing or wrong, which is a fault of the supervisor. */
function readLaunch(): EngineLaunch {
  const text = process.env[ENGINE_LAUNCH_VARIABLE] ?? 'null';
  // It holds the tokens, and programs that the engine starts inherit the environment.
  Reflect.deleteProperty(process.env, ENGINE_LAUNCH_VARIABLE);
  return EngineLaunch.parse(JSON.parse(text));
}

function start(config: EngineLaunch): Promise<EngineHost> {
  return startDesk({
    ...deskOfLaunch(config),
    onError: (error, what) => {
      process.stderr.write(`${what}: ${inspect(error)}\n`);
    },
  });
}

async function giveUp(error: unknown): Promise<never> {
  await tell({ type: 'start_failed', message: startFailure(error, launch) });
  process.exit(1);
}

/** Resolves once the message is on its way; without a supervisor there is nobody to tell. */
function tell(message: ChildMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send) process.send(message, () => resolve());
    else resolve();
  });
}
