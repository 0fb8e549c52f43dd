import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { mkdir } from 'node:fs/promises';
import * as z from 'zod/mini';
import { PictureLiveError } from '@picture-live/shared/errors';
import { lockFolder } from '@picture-live/shared/process';
import { ConfigError } from '../config/config-error.ts';
import { databaseConfig, databaseEnvironment, databaseExpectations } from '../config/database.ts';
import { explainPostgres } from '../db/postgres/explain.ts';
import type { DatabaseSettings } from '../db/settings.ts';

/** What was typed wrong, in one sentence. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** What every command of the database knows. */
export interface Command {
  database: DatabaseSettings;
  /** Folder of relay.sqlite and blobs/, as DATA_DIR of the relay. */
  dataDir: string;
  /** Words that are no options. */
  words: string[];
  /** Questions were answered beforehand. */
  yes: boolean;
  /** Data of production may go. */
  yesDelete: boolean;
  /** For programs. */
  json: boolean;
  /** NODE_ENV, or null where it says nothing. */
  nodeEnv: string | null;
  say: (line: string) => void;
}

/** Options that not every command has. */
export interface AlsoTaken {
  json?: boolean;
}

type Environment = Record<string, string | undefined>;

/**
 * Reads the command line and the environment: PostgreSQL where DB_HOST names it, otherwise the
 * data folder of `npm start` (`--home`, or DATA_DIR for a relay that runs by itself).
 *
 * @throws UsageError, ConfigError with one sentence.
 */
export function readCommand(
  args: readonly string[],
  env: Environment,
  also: AlsoTaken = {},
): Command {
  const { values, positionals } = readWords(args);
  if (values.json === true && also.json !== true) {
    throw new UsageError("Unknown option '--json'. There are --home DIR, --yes and --yes-delete.");
  }
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const dataDir = dataFolder(values.home, given);
  const parsed = z.object(databaseEnvironment).safeParse(given);
  if (!parsed.success) throw new ConfigError(explainSetting(parsed.error));
  return {
    database: databaseConfig(parsed.data, dataDir),
    dataDir,
    words: positionals,
    yes: values.yes === true || values['yes-delete'] === true,
    yesDelete: values['yes-delete'] === true,
    json: values.json === true,
    nodeEnv: given['NODE_ENV'] ?? null,
    say: (line) => void process.stdout.write(`${line}\n`),
  };
}

function readWords(args: readonly string[]) {
  const options = {
    home: { type: 'string' },
    yes: { type: 'boolean', short: 'y' },
    'yes-delete': { type: 'boolean' },
    json: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [sentence = error.message] = error.message.split(/\.(?:\s|$)/);
    throw new UsageError(`${sentence}. There are --home DIR, --yes and --yes-delete.`, {
      cause: error,
    });
  }
}

function dataFolder(home: string | undefined, env: Environment): string {
  if (home?.trim() === '') throw new UsageError('--home needs the name of a folder.');
  if (home === undefined && env['DATA_DIR'] !== undefined) return path.resolve(env['DATA_DIR']);
  const standard = env['PICTURE_LIVE_HOME'] ?? path.join(os.homedir(), 'PictureLive');
  // npm itself runs scripts in the project's folder.
  return path.resolve(env['INIT_CWD'] ?? process.cwd(), home ?? standard, 'relay');
}

function explainSetting(error: z.core.$ZodError): string {
  const name = String(error.issues[0]?.path[0]);
  const expected = Object.entries(databaseExpectations).find(([setting]) => setting === name)?.[1];
  return `The setting ${name} is not usable: it must be ${expected ?? 'something else'}.`;
}

/** Runs `work` while no embedded relay has the data folder; on PostgreSQL nobody has to stop. */
export async function withDataFolder<T>(command: Command, work: () => Promise<T>): Promise<T> {
  if (command.database.kind === 'postgres') return work();
  await mkdir(command.dataDir, { recursive: true });
  const lock = await lockFolder(command.dataDir);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** Where the database is, as people are told. */
export function nameDatabase(settings: DatabaseSettings): string {
  return settings.kind === 'sqlite'
    ? settings.file
    : `${settings.name} on ${settings.host}:${settings.port}`;
}

/** The whole process of a command: one sentence and exit code 1 where it cannot do its work. */
export async function runCommand(
  work: (command: Command) => Promise<void>,
  also: AlsoTaken = {},
): Promise<void> {
  let command: Command | undefined;
  try {
    command = readCommand(process.argv.slice(2), process.env, also);
    await work(command);
  } catch (error) {
    process.stderr.write(`${explainCommand(error, command?.database)}\n`);
    process.exitCode = 1;
  }
}

/** @param database undefined where not even the settings could be read. */
export function explainCommand(error: unknown, database: DatabaseSettings | undefined): string {
  if (database?.kind === 'postgres') {
    const sentence = explainPostgres(error, database);
    if (sentence !== null) return sentence;
  }
  if (isOwn(error)) return error.message;
  if (!(error instanceof Error)) return `It did not work: ${String(error)}`;
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `It did not work: ${error.message}${cause}`;
}

function isOwn(error: unknown): error is Error {
  const own = [UsageError, ConfigError, PictureLiveError];
  return own.some((kind) => error instanceof kind);
}
