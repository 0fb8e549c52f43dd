import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { PictureLiveError } from '@picture-live/shared/errors';
import { openLaptopLog, takeEngineLaunch, tellSupervisor } from '@picture-live/shared/process';
import type { EngineLaunch, LaptopLog } from '@picture-live/shared/process';
import { app, dialog } from 'electron';
import { startDesk } from '../engine/setup/desk.ts';
import { deskOfLaunch } from '../engine/setup/launch.ts';
import { electron } from './real.ts';
import { createShell, SecondStart, type ShellParts } from './shell.ts';
import { startAlone } from './start-alone.ts';
import type { Updater } from './updates.ts';

/*
 * The Electron shell: the engine, and its UI in a window of its own. Built to
 * desktop/dist/electron/main.js. In a clone the supervisor runs it, which passes EngineLaunch in the
 * environment and listens on the IPC channel; a packaged app is started by the system, and everything
 * is set up in its window.
 *
 * Nothing may be awaited at the top: Electron becomes ready only after this module has run.
 */

const built = (place: string): string => fileURLToPath(new URL(place, import.meta.url));

let log: LaptopLog | null = null;

/** Written when the app is packaged (scripts/packaging), into the folder of its resources. */
const LICENCES = 'third-party-licences.txt';

/** Whoever lost the supervisor must not keep the ledger from the next one. */
process.once('disconnect', () => app.exit(1));
// Electron would show the error and go on; the supervisor starts an engine that ended anew.
process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);
run().catch(giveUp);

async function run(): Promise<void> {
  const launch = takeEngineLaunch(process.env);
  const parts = engineParts(launch);
  log = openLaptopLog(parts.dataDir);
  const { electron: version, node } = process.versions;
  const { platform, arch } = process;
  log.info('starting', { app: app.getVersion(), electron: version, node, platform, arch });
  const shell = createShell(electron, {
    ...parts,
    log,
    uiFolder: built('../ui'),
    preload: built('preload.cjs'),
    platform: process.platform,
    args: process.argv.slice(1),
    program: process.env['APPIMAGE'] ?? process.execPath,
    configFolder: process.env['XDG_CONFIG_HOME'] ?? path.join(os.homedir(), '.config'),
    licences: app.isPackaged ? path.join(process.resourcesPath, LICENCES) : null,
    loadUpdater,
  });
  const started = shell.start();
  await app.whenReady();
  // Only now: Electron sets its own signal handlers on the way to being ready.
  process.on('SIGTERM', () => app.quit());
  process.on('SIGINT', () => app.quit());
  await started;
  log.info('ready');
  await tellSupervisor({ type: 'engine_ready', tetherUrl: null });
}

/** @throws PictureLiveError where a clone is started without its supervisor. */
function engineParts(launch: EngineLaunch | null): Pick<ShellParts, 'dataDir' | 'startEngine'> {
  if (launch !== null) {
    return {
      dataDir: launch.dataDir,
      startEngine: () => startDesk({ ...deskOfLaunch(launch), onError: logFailure }),
    };
  }
  if (!app.isPackaged) {
    throw new PictureLiveError('invalid_request', 'Start Picture Live with "npm start".');
  }
  const dataDir = path.join(app.getPath('appData'), 'Picture Live', 'desktop');
  return {
    dataDir,
    startEngine: (language) => startAlone(electron, { dataDir, language, onError: logFailure }),
  };
}

/** The feed of updates is written into the package where there is one. */
async function loadUpdater(): Promise<Updater | null> {
  if (!app.isPackaged || !existsSync(path.join(process.resourcesPath, 'app-update.yml'))) {
    return null;
  }
  const { default: updaters } = await import('electron-updater');
  return updaters.autoUpdater;
}

/** One clear sentence for the person who started it, at the terminal or on the screen. */
async function giveUp(error: unknown): Promise<void> {
  // A second start has handed over what it was given, and the window is in front.
  if (app.isPackaged && error instanceof SecondStart) return app.exit(0);
  log?.error('the program could not start', error);
  const message =
    error instanceof PictureLiveError
      ? error.message
      : `The engine could not be started: ${error instanceof Error ? error.message : String(error)}`;
  if (process.send) await tellSupervisor({ type: 'start_failed', message });
  else dialog.showErrorBox('Picture Live', message);
  app.exit(1);
}

function logFailure(error: unknown, what: string): void {
  if (log === null) process.stderr.write(`${what}: ${inspect(error)}\n`);
  else log.fail(error, what);
}

function crash(error: unknown): void {
  logFailure(error, 'Picture Live has failed');
  app.exit(1);
}
