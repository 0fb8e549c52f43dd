import path from 'node:path';
import * as z from 'zod/mini';
import { JWT_SECRET_EXPECTATION, JwtSecret, isJwtSecretMissing } from './config/jwt-secret.ts';
import { ConfigError } from './config/config-error.ts';
import { databaseConfig, databaseEnvironment, databaseExpectations } from './config/database.ts';
import { frontConfig, frontEnvironment, frontExpectations } from './config/front.ts';
import type { FrontConfig } from './config/front.ts';
import { logConfig, logEnvironment, logExpectations } from './config/log.ts';
import { metricsConfig, metricsEnvironment, metricsExpectations } from './config/metrics.ts';
import type { MetricsConfig } from './config/metrics.ts';
import type { LogSettings } from '@picture-live/shared/process';
import type { DatabaseSettings } from './db/settings.ts';
import { redisConfig, redisEnvironment, redisExpectations } from './config/redis.ts';
import type { RedisSettings } from './redis/settings.ts';
import {
  retentionConfig,
  retentionEnvironment,
  retentionExpectations,
} from './config/retention.ts';
import type { RetentionConfig } from './config/retention.ts';
import { scannerConfig, scannerEnvironment, scannerExpectations } from './config/scanner.ts';
import type { ScannerSettings } from './config/scanner.ts';
import { storageConfig, storageEnvironment, storageExpectations } from './config/storage.ts';
import type { StorageConfig } from './config/storage.ts';

export { ConfigError } from './config/config-error.ts';

const MEBIBYTE = 1024 * 1024;
const HOUR_MS = 3_600_000;

const whole = (min: number, max: number) =>
  z.coerce.number().check(z.gte(min), z.lte(max), z.multipleOf(1));

/** The environment variables the relay reads, with what each of them may say. */
const Environment = z.object({
  PORT: z.prefault(whole(0, 65_535), 3001),
  HOST: z.prefault(z.string(), '0.0.0.0'),
  /** Folder of relay.sqlite and blobs/; created where it is missing. */
  DATA_DIR: z.string(),
  /** Folder of the built pages (relay/web/dist). */
  WEB_DIR: z.prefault(z.string(), path.resolve(import.meta.dirname, '../web/dist')),
  /** Largest blob in bytes. */
  MAX_FILE_SIZE: z.prefault(whole(1024, 512 * MEBIBYTE), 32 * MEBIBYTE),
  /** The secret of the laptop that delivers here; at least 16 characters. */
  DEVICE_TOKEN: z.string().check(z.minLength(16), z.maxLength(512)),
  /** What tokens are signed with; an embedded relay that is given none makes its own. */
  JWT_SECRET: z.optional(JwtSecret),
  /** Who may make an account; see services/accounts/registration.ts. */
  REGISTRATION: z.prefault(z.enum(['open', 'invitation', 'closed']), 'invitation'),
  FIRST_SESSION_TITLE: z.prefault(z.string().check(z.minLength(1), z.maxLength(200)), 'My session'),
  LOG_LEVEL: z.prefault(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    'info',
  ),
  NODE_ENV: z.prefault(z.enum(['production', 'development', 'test']), 'production'),
  /** Memory for small renditions, in bytes. */
  MEDIA_CACHE_BYTES: z.prefault(whole(0, 8192 * MEBIBYTE), 128 * MEBIBYTE),
  /** An upload that brings no byte for this long is dropped. */
  UPLOAD_STALL_MS: z.prefault(whole(50, 600_000), 15_000),
  /** Stored bytes that nothing shows are deleted after this time. */
  BLOB_GRACE_HOURS: z.prefault(whole(1, 24 * 365), 72),
  /** A deleted photo can be restored from the bin for this time. */
  PHOTO_GRACE_DAYS: z.prefault(whole(1, 365), 30),
  /** The owner of a deleted session can bring it back for this time. */
  SESSION_GRACE_DAYS: z.prefault(whole(1, 365), 30),
  /** What was done by whom is remembered for this time. */
  AUDIT_DAYS: z.prefault(whole(1, 3_650), 365),
  ...databaseEnvironment,
  ...redisEnvironment,
  ...storageEnvironment,
  ...frontEnvironment,
  ...metricsEnvironment,
  ...logEnvironment,
  ...retentionEnvironment,
  ...scannerEnvironment,
});

export interface RelayConfig {
  port: number;
  host: string;
  dataDir: string;
  webDir: string;
  /** Bytes. */
  maxBlobBytes: number;
  deviceToken: string;
  /** Null where the relay makes its own. */
  jwtSecret: string | null;
  registration: z.infer<typeof Environment>['REGISTRATION'];
  firstSessionTitle: string;
  logLevel: z.infer<typeof Environment>['LOG_LEVEL'];
  nodeEnv: z.infer<typeof Environment>['NODE_ENV'];
  /** Bytes. */
  mediaCacheBytes: number;
  uploadStallMs: number;
  /** Milliseconds that unreferenced blobs are kept. */
  blobGraceMs: number;
  /** Milliseconds in which a deleted photo can be restored. */
  photoGraceMs: number;
  /** Milliseconds in which a deleted session can be brought back. */
  sessionGraceMs: number;
  /** Milliseconds that entries of the audit log are kept. */
  auditMs: number;
  database: DatabaseSettings;
  /** Null for a relay that shares nothing but, perhaps, a database. */
  redis: RedisSettings | null;
  storage: StorageConfig;
  front: FrontConfig;
  metrics: MetricsConfig;
  /** Null where there are no log files. */
  log: LogSettings | null;
  /** What becomes of sessions by themselves. */
  retention: RetentionConfig;
  /** Null where uploads are not scanned. */
  scanner: ScannerSettings | null;
}

/** What people are told about a wrong setting. Values are not repeated: they may be secrets. */
export const SETTINGS: Record<keyof z.infer<typeof Environment>, string> = {
  PORT: 'a whole number from 0 to 65535',
  HOST: 'an address to listen on, such as 0.0.0.0 or 127.0.0.1',
  DATA_DIR: 'the folder where the relay keeps its data',
  WEB_DIR: 'the folder of the built pages',
  MAX_FILE_SIZE: 'a number of bytes from 1024 to 536870912',
  DEVICE_TOKEN: 'a secret of 16 to 512 characters',
  JWT_SECRET: JWT_SECRET_EXPECTATION,
  REGISTRATION: 'one of open, invitation, closed',
  FIRST_SESSION_TITLE: 'a title of 1 to 200 characters',
  LOG_LEVEL: 'one of fatal, error, warn, info, debug, trace, silent',
  NODE_ENV: 'one of production, development, test',
  MEDIA_CACHE_BYTES: 'a number of bytes from 0 to 8589934592',
  UPLOAD_STALL_MS: 'a number of milliseconds from 50 to 600000',
  BLOB_GRACE_HOURS: 'a whole number of hours from 1 to 8760',
  PHOTO_GRACE_DAYS: 'a whole number of days from 1 to 365',
  SESSION_GRACE_DAYS: 'a whole number of days from 1 to 365',
  AUDIT_DAYS: 'a whole number of days from 1 to 3650',
  ...databaseExpectations,
  ...redisExpectations,
  ...storageExpectations,
  ...frontExpectations,
  ...metricsExpectations,
  ...logExpectations,
  ...retentionExpectations,
  ...scannerExpectations,
};

/**
 * Reads and checks every setting at once. An empty variable counts as one that is not there.
 *
 * @throws ConfigError naming the first wrong setting.
 */
export function readConfig(env: Record<string, string | undefined>): RelayConfig {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Environment.safeParse(given);
  if (!parsed.success) throw new ConfigError(explain(parsed.error, given));
  const settings = parsed.data;
  if (isJwtSecretMissing(given)) throw new ConfigError(explainSetting('JWT_SECRET', given));
  const dataDir = path.resolve(settings.DATA_DIR);
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataDir,
    webDir: path.resolve(settings.WEB_DIR),
    maxBlobBytes: settings.MAX_FILE_SIZE,
    deviceToken: settings.DEVICE_TOKEN,
    jwtSecret: settings.JWT_SECRET ?? null,
    registration: settings.REGISTRATION,
    firstSessionTitle: settings.FIRST_SESSION_TITLE,
    logLevel: settings.LOG_LEVEL,
    nodeEnv: settings.NODE_ENV,
    mediaCacheBytes: settings.MEDIA_CACHE_BYTES,
    uploadStallMs: settings.UPLOAD_STALL_MS,
    blobGraceMs: settings.BLOB_GRACE_HOURS * HOUR_MS,
    photoGraceMs: settings.PHOTO_GRACE_DAYS * 24 * HOUR_MS,
    sessionGraceMs: settings.SESSION_GRACE_DAYS * 24 * HOUR_MS,
    auditMs: settings.AUDIT_DAYS * 24 * HOUR_MS,
    database: databaseConfig(settings, dataDir),
    redis: redisConfig(settings),
    storage: storageConfig(settings, dataDir),
    scanner: scannerConfig(settings),
    front: frontConfig(settings),
    metrics: metricsConfig(settings),
    log: logConfig(settings),
    retention: retentionConfig(settings),
  };
}

function explain(error: z.core.$ZodError, given: Record<string, unknown>): string {
  return explainSetting(String(error.issues[0]?.path[0]), given);
}

function explainSetting(name: string, given: Record<string, unknown>): string {
  const expectation = isSetting(name) ? SETTINGS[name] : 'something else';
  return name in given
    ? `The setting ${name} is not usable: it must be ${expectation}.`
    : `The setting ${name} is missing: it must be ${expectation}.`;
}

function isSetting(name: string): name is keyof typeof SETTINGS {
  return Object.hasOwn(SETTINGS, name);
}
