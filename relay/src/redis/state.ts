import type { RedisLink, RedisState } from './link.ts';

/** For /ready: without Redis a relay serves, if not as well. */
export function softChecks(redis: RedisLink | null): Record<string, () => string> {
  if (redis === null) return {};
  return { redis: () => checkRedis(redis) };
}

/** @returns `ok`, or what is wrong. */
export function checkRedis(redis: RedisLink): string {
  return redis.state() === 'up' ? 'ok' : 'Redis does not answer.';
}

/** @param redis null where none is configured. */
export function stateOf(redis: RedisLink | null): RedisState {
  return redis?.state() ?? 'off';
}
