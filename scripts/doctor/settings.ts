import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { ConfigError, readConfig, type RelayConfig } from '../../relay/src/config.ts';
import { systemCode } from '../supervisor/problems.ts';
import { fail, ok, reasonOf, type Finding } from './finding.ts';
import type { DoctorOptions } from './options.ts';

const NAME = 'settings';
/** `npm start` makes its own; here something only has to stand in its place. */
const STAND_IN = 'the token that npm start makes';

/** The settings as a relay would read them, and what it would say to them. */
export async function readSettings(
  options: DoctorOptions,
  env: NodeJS.ProcessEnv,
): Promise<{ finding: Finding; config: RelayConfig | null }> {
  const { home, envFile } = options;
  try {
    const given = envFile === null ? env : { ...env, ...parseEnv(await readFile(envFile, 'utf8')) };
    const config = readConfig(home === null ? given : embedded(given, { ...options, home }));
    return { finding: ok(NAME, describe(config)), config };
  } catch (error) {
    return { finding: explain(error, envFile), config: null };
  }
}

function explain(error: unknown, envFile: string | null): Finding {
  if (error instanceof ConfigError) {
    return fail(NAME, error.message, 'Correct it; .env.example describes every setting.');
  }
  if (envFile === null || systemCode(error) === null) throw error;
  return fail(NAME, `${envFile} cannot be read: ${reasonOf(error)}.`, 'Name another with --env.');
}

function embedded(
  env: NodeJS.ProcessEnv,
  { home, host, port }: DoctorOptions & { home: string },
): NodeJS.ProcessEnv {
  const dataDir = path.join(home, 'relay');
  return { ...env, DATA_DIR: dataDir, DEVICE_TOKEN: STAND_IN, HOST: host, PORT: String(port) };
}

function describe({ database, redis, storage, dataDir }: RelayConfig): string {
  const tables = database.kind === 'sqlite' ? 'SQLite' : `PostgreSQL at ${database.host}`;
  const shared = redis === null ? 'no Redis' : `Redis at ${redis.host}`;
  const pictures = storage.type === 'local' ? storage.folder : `bucket ${storage.settings.bucket}`;
  return `${tables}, ${shared}, pictures in ${pictures}, data in ${dataDir}.`;
}
