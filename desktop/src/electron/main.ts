import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { PictureLiveError } from '@picture-live/shared/errors';
import { takeEngineLaunch, tellSupervisor } from '@picture-live/shared/process';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  protocol,
  session,
  shell as desktop,
} from 'electron';
import { startDesk } from '../engine/setup/desk.ts';
import { deskOfLaunch } from '../engine/setup/launch.ts';
import type { ElectronApi } from './api.ts';
import { createShell } from './shell.ts';

/*
 * The Electron shell: the engine, and its UI in a window of its own. Built to
 * desktop/dist/electron/main.js and run by the supervisor, which passes EngineLaunch in the
 * environment and listens on the IPC channel.
 *
 * Nothing may be awaited at the top: Electron becomes ready only after this module has run.
 */

const electron: ElectronApi = {
  app,
  BrowserWindow,
  ipcMain,
  protocol,
  session,
  shell: desktop,
  setMenu: (template) => Menu.setApplicationMenu(Menu.buildFromTemplate(template)),
};

const built = (place: string): string => fileURLToPath(new URL(place, import.meta.url));

/** Whoever lost the supervisor must not keep the ledger from the next one. */
process.once('disconnect', () => app.exit(1));
// Electron would show the error and go on; the supervisor starts an engine that ended anew.
process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);
run().catch(giveUp);

async function run(): Promise<void> {
  const launch = takeEngineLaunch(process.env);
  if (launch === null) {
    throw new PictureLiveError('invalid_request', 'Start Picture Live with "npm start".');
  }
  const shell = createShell(electron, {
    launch,
    startEngine: (config) => startDesk({ ...deskOfLaunch(config), onError: logFailure }),
    uiFolder: built('../ui'),
    preload: built('preload.cjs'),
    platform: process.platform,
  });
  const started = shell.start();
  await app.whenReady();
  // Only now: Electron sets its own signal handlers on the way to being ready.
  process.on('SIGTERM', () => app.quit());
  process.on('SIGINT', () => app.quit());
  await started;
  await tellSupervisor({ type: 'engine_ready', tetherUrl: null });
}

/** One clear sentence for the person who started it, at the terminal or on the screen. */
async function giveUp(error: unknown): Promise<void> {
  const message =
    error instanceof PictureLiveError
      ? error.message
      : `The engine could not be started: ${error instanceof Error ? error.message : String(error)}`;
  if (process.send) await tellSupervisor({ type: 'start_failed', message });
  else dialog.showErrorBox('Picture Live', message);
  app.exit(1);
}

function logFailure(error: unknown, what: string): void {
  process.stderr.write(`${what}: ${inspect(error)}\n`);
}

function crash(error: unknown): void {
  logFailure(error, 'Picture Live has failed');
  app.exit(1);
}
