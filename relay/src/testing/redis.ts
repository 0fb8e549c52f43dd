import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { expect } from 'vitest';
import { RedisLink } from '../redis/link.ts';
import type { RedisNews } from '../redis/link.ts';
import type { RedisSettings } from '../redis/settings.ts';
import { RedisServer, findRedis, givenRedis } from './redis-server.ts';

/** A Redis for tests that only use it, and links to it, each to a place of its own. */
export interface TestRedis {
  settings: RedisSettings;
  /** Resolves once it is up. Closed by `stop`. */
  link: (changes?: Partial<RedisSettings>, tell?: (news: RedisNews) => void) => Promise<RedisLink>;
  stop: () => Promise<void>;
}

/**
 * The Redis of REDIS_TEST_URL, otherwise one of the tests' own.
 *
 * @returns null where there is neither.
 */
export async function provideRedis(): Promise<TestRedis | null> {
  const given = givenRedis(process.env);
  if (given !== null) return linking(given, async () => forgetAll(given));
  const program = await findRedis();
  if (program === null) return null;
  const server = await RedisServer.start(program);
  return linking(server.settings, async () => server.remove());
}

function linking(settings: RedisSettings, end: () => Promise<void>): TestRedis {
  const open = new Set<RedisLink>();
  const refused: Error[] = [];
  const keepRefusals = (news: RedisNews): void => {
    if (news.state === 'failing') refused.push(news.error);
  };
  return {
    settings,
    link: async (changes = {}, tell = keepRefusals) => {
      const prefix = `${settings.prefix}${randomBytes(6).toString('hex')}:`;
      const link = new RedisLink({ ...settings, prefix, ...changes }, tell);
      open.add(link);
      await link.started();
      return link;
    },
    stop: async () => {
      for (const link of open) link.close();
      await end();
      // What was refused has been done alone, which looks just as well.
      expect(refused).toEqual([]);
    },
  };
}

async function forgetAll({
  host,
  port,
  user,
  password,
  tls,
  prefix,
}: RedisSettings): Promise<void> {
  const redis = new Redis({
    host,
    port,
    ...(user !== null && { username: user }),
    ...(password !== null && { password }),
    ...(tls !== 'off' && { tls: { rejectUnauthorized: false } }),
  });
  for await (const keys of redis.scanStream({ match: `${prefix}*` })) {
    if (Array.isArray(keys) && keys.length > 0) await redis.unlink(keys.map(String));
  }
  redis.disconnect();
}
