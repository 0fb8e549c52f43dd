import * as z from 'zod/mini';
import type { RedisSettings } from '../redis/settings.ts';
import { ConfigError } from './config-error.ts';

const short = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));

/** The environment variables about what several relays share. */
export const redisEnvironment = {
  /** Redis or Valkey; without it one relay has everything in its memory. */
  REDIS_HOST: z.optional(short(255)),
  REDIS_PORT: z.prefault(z.coerce.number().check(z.gte(1), z.lte(65_535), z.multipleOf(1)), 6379),
  REDIS_USER: z.optional(short(255)),
  REDIS_PASSWORD: z.optional(short(1024)),
  REDIS_TLS: z.prefault(z.enum(['off', 'require', 'verify']), 'off'),
  REDIS_PREFIX: z.prefault(short(64), 'picture-live:'),
};

export const redisExpectations: Record<keyof typeof redisEnvironment, string> = {
  REDIS_HOST: 'the name or address of the Redis server',
  REDIS_PORT: 'a whole number from 1 to 65535',
  REDIS_USER: 'the name of a Redis user',
  REDIS_PASSWORD: 'a password of at most 1024 characters',
  REDIS_TLS: 'one of off, require, verify',
  REDIS_PREFIX: 'what all keys begin with, 1 to 64 characters',
};

const Settings = z.object(redisEnvironment);

/**
 * @returns null where there is no Redis.
 * @throws ConfigError where it is half described.
 */
export function redisConfig(settings: z.infer<typeof Settings>): RedisSettings | null {
  const { REDIS_HOST: host, REDIS_USER: user, REDIS_PASSWORD: password } = settings;
  if (host === undefined) {
    if (user === undefined && password === undefined) return null;
    throw new ConfigError(
      'The setting REDIS_HOST is missing: REDIS_USER and REDIS_PASSWORD are for a Redis, which needs it.',
    );
  }
  return {
    host,
    port: settings.REDIS_PORT,
    user: user ?? null,
    password: password ?? null,
    tls: settings.REDIS_TLS,
    prefix: settings.REDIS_PREFIX,
  };
}
