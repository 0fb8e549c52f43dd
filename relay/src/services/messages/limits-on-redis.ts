import * as z from 'zod/mini';
import { sharedOrAlone } from '../../redis/link.ts';
import type { RedisLink } from '../../redis/link.ts';
import { PER_PERSON, PER_SESSION, messageLimitsInMemory } from './limits.ts';
import type { MessageLimits } from './limits.ts';

/** Takes one from every bucket of KEYS, or from none: the milliseconds until it may be tried again. */
const TAKE = `
local time = redis.call('TIME')
local now = tonumber(ARGV[1]) or (time[1] * 1000 + math.floor(time[2] / 1000))
local left = {}
for i, key in ipairs(KEYS) do
  local burst, rate = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  local kept = redis.call('HMGET', key, 'left', 'at')
  local since = math.max(0, now - (tonumber(kept[2]) or now))
  left[i] = math.min(burst, (tonumber(kept[1]) or burst) + since / 1000 * rate)
  if left[i] < 1 then return math.ceil(1000 / rate) end
end
for i, key in ipairs(KEYS) do
  local burst, rate = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  redis.call('HSET', key, 'left', tostring(left[i] - 1), 'at', string.format('%.0f', now))
  redis.call('PEXPIRE', key, math.ceil(burst / rate * 1000))
end
return 0
`;

export interface SharedLimitsDeps {
  redis: RedisLink;
  /** Instead of the clock of Redis; epoch milliseconds. */
  clock?: () => number;
}

/**
 * Messages counted on all instances; for each alone while Redis is away. Who types is counted where
 * they are: too much of it is no more than a nuisance.
 */
export function messageLimitsOnRedis({ redis, clock }: SharedLimitsDeps): MessageLimits {
  const alone = messageLimitsInMemory();
  return {
    take: async (writer) => {
      const { sessionId, name, team } = writer;
      const own = { key: redis.key(`messages:${sessionId}:${name}`), size: PER_PERSON };
      const all = { key: redis.key(`messages:${sessionId}`), size: PER_SESSION };
      const buckets = team ? [own] : [own, all];
      const sizes = buckets.flatMap(({ size }) => [size.burst, size.perSecond]);
      const keys = buckets.map(({ key }) => key);
      return sharedOrAlone(
        redis,
        async (commands) => {
          const settings = [clock?.() ?? '', ...sizes];
          return z.number().parse(await commands.eval(TAKE, keys.length, ...keys, ...settings));
        },
        () => alone.take(writer),
      );
    },
    takeTyping: (writer) => alone.takeTyping(writer),
  };
}
