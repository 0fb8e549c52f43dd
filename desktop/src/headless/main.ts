import { fileURLToPath } from 'node:url';
import { openLaptopLog, takeEngineLaunch, tellSupervisor } from '@picture-live/shared/process';
import type { EngineLaunch, LaptopLog } from '@picture-live/shared/process';
import { logStatus } from '../bridge/log-status.ts';
import { startDesk } from '../engine/setup/desk.ts';
import { deskOfLaunch } from '../engine/setup/launch.ts';
import { readOptions, USAGE, type HeadlessOptions } from './options.ts';
import { startShell, type HeadlessShell } from './shell.ts';
import { startStandalone } from './standalone.ts';
import { startFailure } from './start-failure.ts';
import { tetherToken } from './tether-token.ts';
import { workFor } from './work-for.ts';
import { WrongUsage } from './wrong-usage.ts';

/*
 * The headless shell: the engine, and its UI for an ordinary browser. Run by the supervisor, which
 * passes EngineLaunch in the environment and listens on the IPC channel; or by itself, as a service
 * or by hand, with options and a config file. Exit codes: 0 after an orderly stop, 1 where it could
 * not start or lost its supervisor, 2 where the options or the file are wrong.
 */

const UI_FOLDER = fileURLToPath(new URL('../../dist/ui', import.meta.url));
const WRONG_USAGE = 2;

/** Whoever lost the supervisor must not keep the ledger from the next one. */
process.once('disconnect', () => process.exit(1));
const stopping = new AbortController();
const stopAsked = new Promise<void>((resolve) => {
  process.on('SIGTERM', resolve);
  process.on('SIGINT', resolve);
}).then(() => stopping.abort());

const launch = takeEngineLaunch(process.env);
process.exit(launch ? await supervised(launch) : await standalone());

async function supervised(given: EngineLaunch): Promise<number> {
  const log = openLog(given.dataDir);
  try {
    const shell = await startShell({
      launch: given,
      async startEngine() {
        const desk = await startDesk({ ...deskOfLaunch(given), onError: log.fail });
        logStatus(desk, log);
        return desk;
      },
      uiFolder: UI_FOLDER,
    });
    await tellSupervisor({ type: 'engine_ready', tetherUrl: shell.url });
    return await untilStopped(shell, log);
  } catch (error) {
    log.error('the engine could not start', error);
    await tellSupervisor({ type: 'start_failed', message: startFailure(error, given) });
    return 1;
  }
}

async function standalone(): Promise<number> {
  try {
    const options = await readOptions(process.argv.slice(2));
    if (options !== null) return await serve(options);
    process.stdout.write(USAGE);
    return 0;
  } catch (error) {
    if (!(error instanceof WrongUsage)) throw error;
    complain(error.message);
    return WRONG_USAGE;
  }
}

/** @throws WrongUsage where a hot folder cannot be one. */
async function serve(options: HeadlessOptions): Promise<number> {
  const { tetherHost, tetherPort } = options;
  const log = openLog(options.dataDir);
  try {
    const tether = { tetherHost, tetherPort, tetherToken: await tetherToken(options.dataDir) };
    const desk = Promise.withResolvers<Awaited<ReturnType<typeof startStandalone>>>();
    const shell = await startShell({
      launch: tether,
      async startEngine() {
        const started = await startStandalone(options, log.fail);
        logStatus(started, log);
        desk.resolve(started);
        return started;
      },
      uiFolder: UI_FOLDER,
    });
    say(`The tether UI is at ${shell.url}`);
    const { signal } = stopping;
    workFor({ desk: await desk.promise, wanted: options, say, signal }).catch((error: unknown) => {
      if (!signal.aborted) complain(startFailure(error, options));
    });
    return await untilStopped(shell, log);
  } catch (error) {
    if (error instanceof WrongUsage) throw error;
    log.error('the engine could not start', error);
    complain(startFailure(error, options));
    return 1;
  }
}

async function untilStopped(shell: HeadlessShell, log: LaptopLog): Promise<number> {
  log.info('ready');
  await stopAsked;
  log.info('ending');
  await shell.stop();
  log.close();
  return 0;
}

/** Files beside the ledger: a service has no terminal, and a terminal is closed. */
function openLog(dataDir: string): LaptopLog {
  const log = openLaptopLog(dataDir);
  // Node itself says it on standard error and ends the process.
  process.on('uncaughtExceptionMonitor', (error) => log.error('the engine has failed', error));
  const { platform, arch, version } = process;
  log.info('starting', { node: version, platform, arch });
  return log;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
