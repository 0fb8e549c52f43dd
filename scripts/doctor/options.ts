import path from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../supervisor/problems.ts';
import { parseCommand, type Surroundings } from '../supervisor/options.ts';
import { readWords } from '../supervisor/words.ts';

export interface DoctorOptions {
  /** As `npm start` would use it, absolute; null where the settings name a folder (DATA_DIR). */
  home: string | null;
  /** Whether this computer is looked at; not where only an address was given. */
  machine: boolean;
  /** File of settings (`NAME=value`), absolute. */
  envFile: string | null;
  /** Where guests reach the relay; its path may name a gallery. */
  url: URL | null;
  host: string;
  port: number;
  tetherPort: number;
  json: boolean;
}

export const DOCTOR_USAGE = `Usage: npm run doctor -- [option]…

  --home DIR        data folder of npm start (default ~/PictureLive)
  --env FILE        settings of a relay that runs by itself, as in .env.example; without it the
                    variables of this shell count
  --url ADDRESS     looks at the relay as guests do, e.g. https://live.example.com/g/anna-and-li;
                    alone, it is all that is looked at
  --port N          port of npm start (default 3001), --tether-port N (default 3002), --host ADDR
  --json            one JSON object instead of lines
  --help            this text

It changes nothing, but writes a small blob into the store of the pictures and removes it again.
`;

const SPEC = {
  home: { type: 'string' },
  env: { type: 'string' },
  url: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  'tether-port': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * Reads the command line of `npm run doctor`; home, host and ports as `npm start` reads them.
 *
 * @returns null where only the usage was asked for.
 * @throws UsageError with one sentence.
 */
export function parseDoctor(args: readonly string[], around: Surroundings): DoctorOptions | null {
  const { values } = readWords('npm run doctor', () =>
    parseArgs({ args: [...args], options: SPEC, allowPositionals: false }),
  );
  if (values.help === true) return null;
  const passed = (['home', 'host', 'port', 'tether-port'] as const).flatMap((name) =>
    values[name] === undefined ? [] : [`--${name}=${values[name]}`],
  );
  const command = parseCommand(passed, around);
  if (command.kind !== 'run') return null;
  const { home, host, port, tetherPort } = command.options;
  const isAlone = values.home === undefined && (values.env ?? around.env['DATA_DIR'] ?? '') !== '';
  return {
    home: isAlone ? null : home,
    machine: isAlone || values.home !== undefined || values.url === undefined,
    envFile: values.env === undefined ? null : path.resolve(around.cwd, values.env),
    url: values.url === undefined ? null : address(values.url),
    host,
    port,
    tetherPort,
    json: values.json ?? false,
  };
}

function address(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /^https?:$/.test(url.protocol)) return url;
  throw new UsageError(`--url needs an address such as https://live.example.com, not "${text}".`);
}
