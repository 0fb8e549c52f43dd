import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { provideRedis } from '../../testing/redis.ts';
import { codeAttemptsOnRedis } from './code-attempts-on-redis.ts';
import { FREE_MISTAKES, LONGEST_MS, codeAttemptsInMemory } from './code-attempts.ts';
import type { CodeAttempts } from './code-attempts.ts';

const redis = await provideRedis();
afterAll(() => redis?.stop());

let now: number;
const clock = () => now;
const hall = { sessionId: 'party', address: '192.0.2.1' };

const KINDS: [string, () => Promise<CodeAttempts>][] = [
  ['in memory', async () => codeAttemptsInMemory(clock)],
];
if (redis !== null) {
  KINDS.push([
    'on Redis',
    async () => codeAttemptsOnRedis({ redis: await redis.link(), now: clock, clock }),
  ]);
}

describe.each(KINDS)('guesses at access codes %s', (_kind, open) => {
  let attempts: CodeAttempts;
  beforeEach(async () => {
    now = 1_000_000;
    attempts = await open();
  });

  async function guess(times: number): Promise<number[]> {
    const waits: number[] = [];
    for (let n = 0; n < times; n += 1) waits.push(await attempts.begin(hall));
    return waits;
  }

  test('a venue’s mistakes cost nothing, a program that guesses waits longer and longer', async () => {
    expect(await guess(FREE_MISTAKES)).toEqual(Array.from({ length: FREE_MISTAKES }, () => 0));
    const waits: number[] = [];
    for (let n = 0; n < 7; n += 1) {
      const wait = await attempts.begin(hall);
      waits.push(wait);
      now += wait;
      expect(await attempts.begin(hall)).toBe(0);
    }
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, LONGEST_MS, LONGEST_MS]);
  });

  test('five hundred guests get in at once although one in ten mistypes', async () => {
    for (let guest = 0; guest < 500; guest += 1) {
      if (guest % 10 === 0) expect(await attempts.begin(hall)).toBe(0);
      expect(await attempts.begin(hall)).toBe(0);
      await attempts.succeeded(hall);
    }
  });

  test('guesses at one session or from one address slow nobody else down', async () => {
    await guess(FREE_MISTAKES + 1);
    expect(await attempts.begin(hall)).toBeGreaterThan(0);
    expect(await attempts.begin({ ...hall, sessionId: 'other' })).toBe(0);
    expect(await attempts.begin({ ...hall, address: '192.0.2.2' })).toBe(0);
  });

  test('mistakes are forgotten with time', async () => {
    await guess(FREE_MISTAKES + 1);
    now += 60 * 60_000;
    expect(await guess(FREE_MISTAKES)).toEqual(Array.from({ length: FREE_MISTAKES }, () => 0));
  });
});

describe.skipIf(redis === null)('guesses at access codes on two relays', () => {
  test('count together', async () => {
    const link = await redis?.link();
    if (link === undefined) throw new Error('There is no Redis.');
    const relays = [0, 1].map(() => codeAttemptsOnRedis({ redis: link, now: Date.now }));
    const guesses = Array.from({ length: 100 }, () => relays.map(async (one) => one.begin(hall)));
    const looked = (await Promise.all(guesses.flat())).filter((wait) => wait === 0).length;
    // By the clock of Redis a few more may have had their time.
    expect(looked).toBeGreaterThanOrEqual(FREE_MISTAKES);
    expect(looked).toBeLessThan(FREE_MISTAKES + 20);
  });
});
