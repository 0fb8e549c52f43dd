import path from 'node:path';
import * as z from 'zod/mini';
import { readCommand } from '../cli/command.ts';
import { ConfigError } from '../config/config-error.ts';
import { storageConfig, storageEnvironment, storageExpectations } from '../config/storage.ts';
import type { StorageConfig } from '../config/storage.ts';
import type { DatabaseSettings } from '../db/settings.ts';

/** Where everything of a deployment is; all paths are absolute. */
export interface Places {
  database: DatabaseSettings;
  storage: StorageConfig;
  /** Of relay.sqlite and blobs/. */
  dataDir: string;
  /** The data folder of `npm start`; null for a relay by itself, which has only `dataDir`. */
  home: string | null;
}

type Environment = Record<string, string | undefined>;

/**
 * Reads the settings of the relay: the same variables, and the folder that `--home` names.
 *
 * @throws ConfigError, UsageError with one sentence.
 */
export function readPlaces(home: string | undefined, env: Environment): Places {
  const { database, dataDir } = readCommand(home === undefined ? [] : ['--home', home], env);
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = z.object(storageEnvironment).safeParse(given);
  if (!parsed.success) throw new ConfigError(explainSetting(parsed.error));
  const isOfServer = given['DATA_DIR'] !== undefined || database.kind === 'postgres';
  const isAlone = home === undefined && isOfServer;
  return {
    database,
    storage: storageConfig(parsed.data, dataDir),
    dataDir,
    home: isAlone ? null : path.dirname(dataDir),
  };
}

function explainSetting(error: z.core.$ZodError): string {
  const name = String(error.issues[0]?.path[0]);
  const expected = Object.entries(storageExpectations).find(([setting]) => setting === name)?.[1];
  return `The setting ${name} is not usable: it must be ${expected ?? 'something else'}.`;
}
