import * as z from 'zod/mini';
import { sharedOrAlone } from '../../redis/link.ts';
import type { RedisLink } from '../../redis/link.ts';
import { hashToken } from '../access/opaque-tokens.ts';
import { ACCOUNT_LIMIT, ADDRESS_LIMIT, FORGET_MS, loginDelaysInMemory } from './login-delays.ts';
import type { Attempt, LoginDelays } from './login-delays.ts';

/** The clock of Redis, which is the same for all instances, unless one is given. */
const CLOCK = `
local time = redis.call('TIME')
local now = tonumber(ARGV[1]) or (time[1] * 1000 + math.floor(time[2] / 1000))
local forget = tonumber(ARGV[2])
local function read(key)
  local kept = redis.call('HMGET', key, 'count', 'at')
  local at = tonumber(kept[2]) or 0
  if now - at >= forget then return 0, 0 end
  return tonumber(kept[1]) or 0, at
end
local function keep(key, count, at)
  redis.call('HSET', key, 'count', count, 'at', string.format('%.0f', at))
  redis.call('PEXPIRE', key, forget)
end
`;

/** As in memory: looked at and counted in one step, so that a thousand at once gain nothing. */
const BEGIN = `${CLOCK}
local function remaining(count, at, limit)
  local free, first, cap = tonumber(ARGV[limit]), tonumber(ARGV[limit + 1]), tonumber(ARGV[limit + 2])
  if count < free then return 0 end
  local delay = math.min(cap, first * 2 ^ math.min(count - free, 30))
  return math.max(0, at + delay - now)
end
local mine, mineAt = read(KEYS[1])
local all, allAt = read(KEYS[2])
local wait = remaining(mine, mineAt, 3)
if mine > 0 then wait = math.max(wait, remaining(all, allAt, 6)) end
if wait > 0 then return math.ceil(wait) end
keep(KEYS[1], mine + 1, now)
keep(KEYS[2], all + 1, now)
return 0
`;

const SUCCEEDED = `${CLOCK}
redis.call('DEL', KEYS[1])
local all, allAt = read(KEYS[2])
if all > 0 then keep(KEYS[2], all - 1, allAt) end
return 0
`;

const LIMITS = [ACCOUNT_LIMIT, ADDRESS_LIMIT].flatMap(({ free, firstMs, capMs }) => [
  free,
  firstMs,
  capMs,
]);

export interface SharedDelaysDeps {
  redis: RedisLink;
  /** Epoch milliseconds. */
  now: () => number;
  /** Instead of the clock of Redis; epoch milliseconds. */
  clock?: () => number;
}

/** Login delays that count on all instances; for each alone while Redis is away. */
export function loginDelaysOnRedis({ redis, now, clock }: SharedDelaysDeps): LoginDelays {
  const alone = loginDelaysInMemory(now);
  const run = async (script: string, attempt: Attempt): Promise<number> => {
    const { account, address } = attempt;
    // Who has an account here is nobody's business who can read Redis.
    const keys = [`login:account:${hashToken(account)}`, `login:address:${address}`];
    const named = keys.map((key) => redis.key(key));
    const reply = await redis.commands.eval(
      script,
      named.length,
      ...named,
      clock?.() ?? '',
      FORGET_MS,
      ...LIMITS,
    );
    return z.number().parse(reply);
  };
  return {
    begin: async (attempt) =>
      sharedOrAlone(
        redis,
        async () => run(BEGIN, attempt),
        async () => alone.begin(attempt),
      ),
    succeeded: async (attempt) => {
      // Also what was counted while Redis was away.
      await alone.succeeded(attempt);
      await sharedOrAlone(
        redis,
        async () => run(SUCCEEDED, attempt),
        async () => 0,
      );
    },
  };
}
