import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { LaunchedFolder } from '../engine/setup/book.ts';
import { readConfigFile, type ConfigFile } from './config-file.ts';
import { WrongUsage } from './wrong-usage.ts';

/** Settings that a config file sets anew at each start. */
export type Preset = {
  [K in 'clocks' | 'recipe' | 'publishMode']: ConfigFile[K] | undefined;
};

/** The way to a session at a relay. */
export interface Wanted {
  relay: string;
  /** Id, link or title; null: the only one there is, or chosen in the tether UI. */
  session: string | null;
  deviceTokenFile: string | null;
}

/** What a headless laptop is started with. */
export interface HeadlessOptions {
  dataDir: string;
  /** Null: chosen in the tether UI. */
  relay: string | null;
  /** Id, link or title; null: the only one there is, or chosen in the tether UI. */
  session: string | null;
  deviceTokenFile: string | null;
  /** Where photos go besides; null: as the tether UI says. */
  second: Wanted | null;
  deviceName: string;
  hotFolders: readonly LaunchedFolder[];
  createFolders: boolean;
  tetherHost: string;
  tetherPort: number;

  preset: Preset;
}

export const USAGE = `Usage: node desktop/src/headless/main.ts [option]…

  --config FILE             settings as JSON; options given here come before them
  --data-dir DIR            ledger, spool and settings (default ~/PictureLive/headless)
  --relay URL               the relay to deliver to
  --session NAME            id, link or title of the session
  --device-token-file FILE  a token of the relay, instead of pairing with a code
  --second-relay URL        a second relay that gets the same photos
  --second-session NAME     id, link or title of the session there
  --second-token-file FILE  a token of that relay, instead of pairing with a code
  --device-name NAME        how people recognise this laptop on the relay
  --hot-folder DIR          folder your camera software writes to; repeat it for several
  --tether-host ADDR        address of the tether UI (default 127.0.0.1: this computer only)
  --tether-port N           its port (default 3002; 0: any free one)
  --help                    this text
`;

const SPEC = {
  config: { type: 'string' },
  'data-dir': { type: 'string' },
  relay: { type: 'string' },
  session: { type: 'string' },
  'device-token-file': { type: 'string' },
  'second-relay': { type: 'string' },
  'second-session': { type: 'string' },
  'second-token-file': { type: 'string' },
  'device-name': { type: 'string' },
  'hot-folder': { type: 'string', multiple: true },
  'tether-host': { type: 'string' },
  'tether-port': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const DEFAULT_PORT = 3002;

/**
 * Reads the command line and the config file it names. Null: only help is wanted.
 *
 * @throws WrongUsage with one sentence.
 */
export async function readOptions(args: readonly string[]): Promise<HeadlessOptions | null> {
  const words = readWords(args);
  if (words.help === true) return null;
  const file = words.config === undefined ? {} : await readConfigFile(words.config);
  const named = words['hot-folder']?.map((folder) => ({ path: path.resolve(folder) }));
  const tokenFile = words['device-token-file'];
  return {
    dataDir: path.resolve(words['data-dir'] ?? file.dataDir ?? standardFolder()),
    relay: words.relay ?? file.relay ?? null,
    session: words.session ?? file.session ?? null,
    deviceTokenFile:
      tokenFile === undefined ? (file.deviceTokenFile ?? null) : path.resolve(tokenFile),
    second: secondOf(words, file.second),
    deviceName: words['device-name'] ?? file.deviceName ?? os.hostname(),
    hotFolders: named ?? file.hotFolders ?? [],
    createFolders: file.createFolders ?? false,
    tetherHost: words['tether-host'] ?? file.tether?.host ?? '127.0.0.1',
    tetherPort: portOf(words['tether-port']) ?? file.tether?.port ?? DEFAULT_PORT,
    preset: { clocks: file.clocks, recipe: file.recipe, publishMode: file.publishMode },
  };
}

function readWords(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: SPEC, allowPositionals: false }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node's first sentence says it well; what follows it is advice about its own syntax.
    const [sentence = error.message] = error.message.split(/\.(?:\s|$)/);
    throw new WrongUsage(`${sentence}. "--help" lists what there is.`, { cause: error });
  }
}

function secondOf(
  words: ReturnType<typeof readWords>,
  file: ConfigFile['second'],
): HeadlessOptions['second'] {
  const relay = words['second-relay'] ?? file?.relay;
  const session = words['second-session'] ?? file?.session ?? null;
  const tokenFile = words['second-token-file'];
  if (relay !== undefined) {
    const resolved = tokenFile === undefined ? undefined : path.resolve(tokenFile);
    return { relay, session, deviceTokenFile: resolved ?? file?.deviceTokenFile ?? null };
  }
  if (session === null && tokenFile === undefined) return null;
  throw new WrongUsage('--second-session and --second-token-file need --second-relay.');
}

function portOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const port = /^\d{1,5}$/.test(word) ? Number(word) : Number.NaN;
  if (port <= 65_535) return port;
  throw new WrongUsage(`--tether-port must be a port number from 0 to 65535, not "${word}".`);
}

function standardFolder(): string {
  const home = process.env['PICTURE_LIVE_HOME'];
  return path.join(
    home === undefined || home === '' ? path.join(os.homedir(), 'PictureLive') : home,
    'headless',
  );
}
