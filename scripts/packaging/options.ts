import { parseArgs } from 'node:util';
import { UsageError } from '../supervisor/problems.ts';
import { readWords } from '../supervisor/words.ts';

/** The systems that the app is packaged for, as electron-builder calls them. */
export type System = 'mac' | 'win' | 'linux';

/** `universal`: one app for both, which only macOS has. */
export type Processor = 'x64' | 'arm64' | 'universal';

export interface DistOptions {
  system: System;
  processors: Processor[];
  /** Only the unpacked app, no installer. */
  dir: boolean;
  /** A release: what cannot be signed is an error, not a remark. */
  signed: boolean;
  /** The tag that is being released, which must name the version; null where there is none. */
  tag: string | null;
}

export const DIST_USAGE = `Usage: npm run dist -- [option]…

  --mac, --win, --linux  system of the app (default: this one); an app for macOS is built on macOS,
                         one for Linux on Linux or macOS
  --arch PROCESSOR       x64, arm64 or, for macOS, universal; repeat it for several
                         (default: this one, on macOS universal)
  --dir                  only the app in a folder, no installer
  --signed               a release: ends with what is missing rather than build an unsigned app
  --tag TAG              ends where the tag does not name the version, as v1.2.3 does
  --help                 this text

It writes into release/mac, release/win or release/linux, with a SHA256SUMS beside the files.
docs/releasing.md says how to sign, and how updates reach the laptops.
`;

const SPEC = {
  mac: { type: 'boolean' },
  win: { type: 'boolean' },
  linux: { type: 'boolean' },
  arch: { type: 'string', multiple: true },
  dir: { type: 'boolean' },
  signed: { type: 'boolean' },
  tag: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const SYSTEMS: Partial<Record<NodeJS.Platform, System>> = {
  darwin: 'mac',
  win32: 'win',
  linux: 'linux',
};

/** Of a system's apps, where they can be built. */
const BUILT_ON: Record<System, readonly NodeJS.Platform[]> = {
  mac: ['darwin'],
  win: ['win32', 'darwin', 'linux'],
  linux: ['linux', 'darwin'],
};

const NAMES: Record<System, string> = { mac: 'macOS', win: 'Windows', linux: 'Linux' };

/**
 * Reads the command line of `npm run dist`.
 *
 * @returns null where only the usage was asked for.
 * @throws UsageError with one sentence.
 */
export function parseDist(
  args: readonly string[],
  machine: { platform: NodeJS.Platform; arch: string },
): DistOptions | null {
  const { values } = readWords('npm run dist', () =>
    parseArgs({ args: [...args], options: SPEC, allowPositionals: false }),
  );
  if (values.help === true) return null;
  const system = readSystem(values, machine.platform);
  if (!BUILT_ON[system].includes(machine.platform)) {
    throw new UsageError(
      `An app for ${NAMES[system]} cannot be built on this system: build it where it will run.`,
    );
  }
  return {
    system,
    processors: readProcessors(values.arch, system, machine.arch),
    dir: values.dir ?? false,
    signed: values.signed ?? false,
    tag: values.tag ?? null,
  };
}

function readSystem(
  values: Partial<Record<System, boolean | undefined>>,
  platform: NodeJS.Platform,
): System {
  const asked = (['mac', 'win', 'linux'] as const).filter((name) => values[name] === true);
  if (asked.length > 1) {
    throw new UsageError('Name one of --mac, --win and --linux: each run packages for one system.');
  }
  const system = asked[0] ?? SYSTEMS[platform];
  if (system === undefined) {
    throw new UsageError('Name the system of the app: --mac, --win or --linux.');
  }
  return system;
}

function readProcessors(
  asked: readonly string[] | undefined,
  system: System,
  own: string,
): Processor[] {
  const usual = system === 'mac' ? 'universal' : own;
  return [...new Set(asked ?? [usual])].map((name) => {
    if (name === 'x64' || name === 'arm64') return name;
    if (name === 'universal' && system === 'mac') return name;
    const known = system === 'mac' ? 'x64, arm64 and universal' : 'x64 and arm64';
    throw new UsageError(`--arch is one of ${known} for ${NAMES[system]}, not "${name}".`);
  });
}
