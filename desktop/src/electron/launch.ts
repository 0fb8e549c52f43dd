import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isProgram } from '@picture-live/shared/process';
import { missingDisplay, missingSandbox } from './linux.ts';

/*
 * Plain Node: whether Electron can be started here, asked without `require('electron')`, which
 * would try to download it.
 */

/** How to start the shell. */
export interface ElectronCommand {
  binary: string;
  args: string[];
}

/** `missing` is one sentence or two for people: why not, and what would help. */
export type ElectronSearch = ElectronCommand | { missing: string };

/** The machine as far as it matters; tests pass their own. */
export interface Machine {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  /** User id; undefined on Windows. */
  uid: number | undefined;
  /** Folder of the `electron` package; null where it is not installed. */
  packageFolder: string | null;
  /** The built shell. */
  entry: string;
  /** Where Linux shows its settings. */
  sysctlFolder: string;
}

const HOW_TO_DOWNLOAD =
  '"node scripts/run.mjs desktop/node_modules/electron/install.js" downloads it once.';

/**
 * Finds the Electron binary and how to start the shell with it, or says why that cannot work: the
 * caller then uses the headless shell. To be spawned with an IPC channel, EngineLaunch in the
 * environment. An exit with code 0 that nobody asked for means that the person closed the app.
 */
export function findElectron(machine: Machine = thisMachine()): ElectronSearch {
  if ((machine.env['ELECTRON_RUN_AS_NODE'] ?? '') !== '') {
    return {
      missing: 'ELECTRON_RUN_AS_NODE is set, which turns Electron into plain Node: unset it.',
    };
  }
  const binary = findBinary(machine);
  if (binary === null) return { missing: `Electron itself is not here; ${HOW_TO_DOWNLOAD}` };
  if (!isProgram(binary)) return { missing: `${binary} is not there or may not be run.` };
  if (!existsSync(machine.entry)) {
    return { missing: 'The Electron shell has not been built; "npm run build" does that.' };
  }
  const { platform, uid, entry } = machine;
  const isRoot = platform === 'linux' && uid === 0;
  if (platform === 'linux') {
    const missing =
      missingDisplay(machine.env) ?? (isRoot ? null : missingSandbox(binary, machine.sysctlFolder));
    if (missing !== null) return { missing };
  }
  return {
    binary,
    // Chromium refuses to run as root with its sandbox; for everybody else it stays on.
    args: isRoot ? ['--no-sandbox', entry] : [entry],
  };
}

function findBinary({ platform, env, packageFolder }: Machine): string | null {
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';
  if (override !== '') return path.join(override, programName(platform));
  // The package writes path.txt last, so a download that broke off does not count.
  if (packageFolder === null || !existsSync(path.join(packageFolder, 'path.txt'))) return null;
  return path.join(packageFolder, 'dist', programName(platform));
}

function programName(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

export function thisMachine(): Machine {
  return {
    platform: process.platform,
    env: process.env,
    uid: process.getuid?.(),
    packageFolder: findPackage(),
    entry: fileURLToPath(new URL('../../dist/electron/main.js', import.meta.url)),
    sysctlFolder: '/proc/sys',
  };
}

function findPackage(): string | null {
  try {
    return path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    // Installed without development packages.
    return null;
  }
}
