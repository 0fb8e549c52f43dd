import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from './problems.ts';
import { readWords } from './words.ts';

export interface Options {
  /** Data folder, absolute. */
  home: string;
  /** Absolute; empty: the one inside the data folder. */
  hotFolders: string[];
  /** 0: any free port. */
  port: number;
  tetherPort: number;
  /** Address the relay listens on. */
  host: string;
  headless: boolean;
  /** `from`: folder whose files the demo plays, absolute; null: it makes its own photographs. */
  demo: { from: string | null } | null;
  open: boolean;
  json: boolean;
}

export type Command = { kind: 'run'; options: Options } | { kind: 'help' };

export const USAGE = `Usage: npm start -- [option]…

  --home DIR          data folder (default ~/PictureLive, or the variable PICTURE_LIVE_HOME)
  --hot-folder DIR    folder your camera software writes to; repeat it for several
                      (default: hot-folder inside the data folder)
  --port N            port of the relay and its gallery (default 3001)
  --tether-port N     port of the tether UI, on this computer only (default 3002)
  --host ADDR         address the relay listens on (default 0.0.0.0: everybody in your network;
                      127.0.0.1: this computer only)
  --headless          no desktop window, the tether UI opens in the browser
  --demo [DIR]        plays a shoot: photographs made on the spot, or the files of DIR
  --no-open           does not open the browser
  --json              one line of JSON on standard output when everything is ready
  --help              this text
`;

const SPEC = {
  home: { type: 'string' },
  'hot-folder': { type: 'string', multiple: true },
  port: { type: 'string' },
  'tether-port': { type: 'string' },
  host: { type: 'string' },
  headless: { type: 'boolean' },
  demo: { type: 'string' },
  'no-open': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What surrounds the command: where it was typed, and by whom. */
export interface Surroundings {
  cwd: string;
  userHome: string;
  env: NodeJS.ProcessEnv;
}

/**
 * Reads the command line of `npm start`.
 *
 * @throws UsageError with one sentence saying which word is wrong and what it may be.
 */
export function parseCommand(args: readonly string[], around: Surroundings): Command {
  const { values } = readWords('npm start', () =>
    parseArgs({ args: withDemoFolder(args), options: SPEC, allowPositionals: false }),
  );
  if (values.help === true) return { kind: 'help' };
  const folder = (name: string) => toAbsolute(name, around);
  const port = portNumber('--port', values.port ?? '3001');
  const tetherPort = portNumber('--tether-port', values['tether-port'] ?? '3002');
  if (port !== 0 && port === tetherPort) {
    throw new UsageError(`--port and --tether-port must differ, both are ${port}.`);
  }
  const standardHome = around.env['PICTURE_LIVE_HOME'] || path.join(around.userHome, 'PictureLive');
  return {
    kind: 'run',
    options: {
      home: folder(notEmpty('--home', values.home ?? standardHome)),
      hotFolders: (values['hot-folder'] ?? []).map((name) =>
        folder(notEmpty('--hot-folder', name)),
      ),
      port,
      tetherPort,
      host: notEmpty('--host', values.host ?? '0.0.0.0'),
      headless: values.headless ?? false,
      demo: demoOf(values.demo, folder),
      open: values['no-open'] !== true,
      json: values.json ?? false,
    },
  };
}

/** Where and by whom this process was started; npm itself runs scripts in the project's folder. */
export function surroundings(projectManifest: string): Surroundings {
  const { env } = process;
  const typedIn = env['npm_package_json'] === projectManifest ? env['INIT_CWD'] : undefined;
  return { cwd: typedIn ?? process.cwd(), userHome: os.homedir(), env };
}

/** `--demo` may stand alone, which parseArgs does not know for an option with a value. */
function withDemoFolder(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    const next = args[index + 1];
    if (word !== '--demo') joined.push(word);
    else if (next === undefined || next.startsWith('-')) joined.push('--demo=');
    else {
      joined.push(`--demo=${next}`);
      index += 1;
    }
  }
  return joined;
}

function demoOf(value: string | undefined, folder: (name: string) => string): Options['demo'] {
  if (value === undefined) return null;
  return { from: value === '' ? null : folder(value) };
}

function toAbsolute(name: string, { cwd, userHome }: Surroundings): string {
  // A shell leaves the tilde in `--home=~/x` alone.
  const expanded = /^~(?=$|[/\\])/.test(name) ? userHome + name.slice(1) : name;
  return path.resolve(cwd, expanded);
}

function notEmpty(option: string, value: string): string {
  if (value.trim() !== '') return value;
  throw new UsageError(`${option} needs a value.`);
}

function portNumber(option: string, value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (port >= 0 && port <= 65_535) return port;
  throw new UsageError(`${option} must be a port number from 0 to 65535, not "${value}".`);
}
