import path from 'node:path';
import * as z from 'zod/mini';
import type { DatabaseSettings } from '../db/settings.ts';
import { ConfigError } from './config-error.ts';

const whole = (min: number, max: number) =>
  z.coerce.number().check(z.gte(min), z.lte(max), z.multipleOf(1));
const name = z.optional(z.string().check(z.minLength(1), z.maxLength(63)));

/** The environment variables about the database. */
export const databaseEnvironment = {
  /** PostgreSQL; without it the database is the file relay.sqlite in DATA_DIR. */
  DB_HOST: z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
  DB_PORT: z.prefault(whole(1, 65_535), 5432),
  DB_NAME: name,
  DB_USER: name,
  DB_PASSWORD: z.optional(z.string().check(z.maxLength(1024))),
  DB_SSL: z.prefault(z.enum(['off', 'require', 'verify']), 'off'),
  /** Most connections of one relay. */
  DB_POOL_MAX: z.prefault(whole(1, 200), 10),
};

export const databaseExpectations: Record<keyof typeof databaseEnvironment, string> = {
  DB_HOST: 'the name or address of the PostgreSQL server',
  DB_PORT: 'a whole number from 1 to 65535',
  DB_NAME: 'the name of a database, 1 to 63 characters',
  DB_USER: 'the name of a database user, 1 to 63 characters',
  DB_PASSWORD: 'a password of at most 1024 characters',
  DB_SSL: 'one of off, require, verify',
  DB_POOL_MAX: 'a whole number from 1 to 200',
};

const Settings = z.object(databaseEnvironment);
type Settings = z.infer<typeof Settings>;

const DEFAULT_NAME = 'picture_live';

/** @throws ConfigError where PostgreSQL is half described. */
export function databaseConfig(settings: Settings, dataDir: string): DatabaseSettings {
  const { DB_HOST: host, DB_NAME, DB_USER, DB_PASSWORD } = settings;
  if (host === undefined) {
    if (DB_NAME !== undefined || DB_USER !== undefined || DB_PASSWORD !== undefined) {
      throw new ConfigError(
        'The setting DB_HOST is missing: DB_NAME, DB_USER and DB_PASSWORD are for PostgreSQL, which needs it.',
      );
    }
    return { kind: 'sqlite', file: path.join(dataDir, 'relay.sqlite') };
  }
  return {
    kind: 'postgres',
    host,
    port: settings.DB_PORT,
    name: DB_NAME ?? DEFAULT_NAME,
    user: DB_USER ?? DEFAULT_NAME,
    password: DB_PASSWORD ?? null,
    ssl: settings.DB_SSL,
    poolMax: settings.DB_POOL_MAX,
  };
}
