import * as z from 'zod/mini';
import { sharedOrAlone } from '../../redis/link.ts';
import type { RedisLink } from '../../redis/link.ts';
import {
  FIRST_MS,
  FORGET_ONE_MS,
  FREE_MISTAKES,
  LONGEST_MS,
  MOST_COUNTED,
  codeAttemptsInMemory,
} from './code-attempts.ts';
import type { CodeAttempt, CodeAttempts } from './code-attempts.ts';

/** The clock of Redis, which is the same for all instances, unless one is given. */
const READ = `
local time = redis.call('TIME')
local now = tonumber(ARGV[1]) or (time[1] * 1000 + math.floor(time[2] / 1000))
local forget, most = tonumber(ARGV[2]), tonumber(ARGV[3])
local kept = redis.call('HMGET', KEYS[1], 'count', 'at')
local at = tonumber(kept[2]) or 0
local count = math.max(0, (tonumber(kept[1]) or 0) - math.floor((now - at) / forget))
local function keep(count, at)
  redis.call('HSET', KEYS[1], 'count', count, 'at', string.format('%.0f', at))
  redis.call('PEXPIRE', KEYS[1], forget * (most + 1))
end
`;

const BEGIN = `${READ}
local free, first, longest = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local delay = 0
if count >= free then delay = math.min(longest, first * 2 ^ (count - free)) end
local wait = at + delay - now
if wait > 0 then return math.ceil(wait) end
keep(math.min(most, count + 1), now)
return 0
`;

const SUCCEEDED = `${READ}
if count <= 2 then redis.call('DEL', KEYS[1]) else keep(count - 2, at) end
return 0
`;

export interface SharedAttemptsDeps {
  redis: RedisLink;
  /** Epoch milliseconds. */
  now: () => number;
  /** Instead of the clock of Redis; epoch milliseconds. */
  clock?: () => number;
}

/** Guesses at access codes, counted on all instances; for each alone while Redis is away. */
export function codeAttemptsOnRedis({ redis, now, clock }: SharedAttemptsDeps): CodeAttempts {
  const alone = codeAttemptsInMemory(now);
  const run = async (script: string, attempt: CodeAttempt): Promise<number> => {
    const key = redis.key(`code:${attempt.sessionId}:${attempt.address}`);
    const delays = [FREE_MISTAKES, FIRST_MS, LONGEST_MS];
    const settings = [clock?.() ?? '', FORGET_ONE_MS, MOST_COUNTED, ...delays];
    return z.number().parse(await redis.commands.eval(script, 1, key, ...settings));
  };
  return {
    begin: async (attempt) =>
      sharedOrAlone(
        redis,
        async () => run(BEGIN, attempt),
        async () => alone.begin(attempt),
      ),
    succeeded: async (attempt) => {
      await sharedOrAlone(
        redis,
        async () => run(SUCCEEDED, attempt),
        async () => {
          await alone.succeeded(attempt);
          return 0;
        },
      );
    },
  };
}
