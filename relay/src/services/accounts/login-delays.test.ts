import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { provideRedis } from '../../testing/redis.ts';
import { loginDelaysOnRedis } from './login-delays-on-redis.ts';
import { ACCOUNT_LIMIT, ADDRESS_LIMIT, FORGET_MS, loginDelaysInMemory } from './login-delays.ts';
import type { LoginDelays } from './login-delays.ts';

const redis = await provideRedis();
afterAll(() => redis?.stop());

let now: number;
const clock = () => now;
const HALL = '192.0.2.1';

const KINDS: [string, () => Promise<LoginDelays>][] = [
  ['in memory', async () => loginDelaysInMemory(clock)],
];
if (redis !== null) {
  KINDS.push([
    'on Redis',
    async () => loginDelaysOnRedis({ redis: await redis.link(), now: clock, clock }),
  ]);
}

describe.each(KINDS)('login delays %s', (_kind, open) => {
  let delays: LoginDelays;
  beforeEach(async () => {
    now = 1_800_000_000_000;
    delays = await open();
  });

  const tryAs = (account: string, address = HALL) => delays.begin({ account, address });

  test('a few mistakes cost nothing, then each costs twice the last, up to a minute', async () => {
    const waits: number[] = [];
    for (let attempt = 0; attempt < ACCOUNT_LIMIT.free + 9; attempt += 1) {
      const wait = await tryAs('anna');
      waits.push(wait);
      now += wait;
      if (wait > 0) expect(await tryAs('anna')).toBe(0);
    }
    const grown = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000];
    expect(waits).toEqual([...Array.from({ length: ACCOUNT_LIMIT.free }, () => 0), ...grown]);
  });

  test('a thousand guesses at once get no further than one after the other', async () => {
    const waits = await Promise.all(Array.from({ length: 1_000 }, () => tryAs('anna')));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(ACCOUNT_LIMIT.free);
  });

  test('who gets in starts afresh', async () => {
    for (let attempt = 0; attempt < ACCOUNT_LIMIT.free; attempt += 1) await tryAs('anna');
    now += 1_000;
    expect(await tryAs('anna')).toBe(0);
    await delays.succeeded({ account: 'anna', address: HALL });
    expect(await tryAs('anna')).toBe(0);
    expect(await tryAs('anna')).toBe(0);
  });

  test('everything is forgotten after a quarter of an hour without mistakes', async () => {
    for (let attempt = 0; attempt < ACCOUNT_LIMIT.free; attempt += 1) await tryAs('anna');
    expect(await tryAs('anna')).toBeGreaterThan(0);
    now += FORGET_MS;
    for (let attempt = 0; attempt < ACCOUNT_LIMIT.free; attempt += 1) {
      expect(await tryAs('anna')).toBe(0);
    }
  });

  test('a guesser in the hall slows down accounts that fail, and nobody else there', async () => {
    for (let guess = 0; guess < ADDRESS_LIMIT.free; guess += 1) await tryAs(`victim ${guess}`);
    expect(await tryAs('victim 3')).toBeGreaterThan(0);
    expect(await tryAs('victim 3', '192.0.2.2')).toBe(0);
    for (let guest = 0; guest < 500; guest += 1) {
      expect(await tryAs(`guest ${guest}`)).toBe(0);
      await delays.succeeded({ account: `guest ${guest}`, address: HALL });
    }
  });

  test('an attack from everywhere is bounded in memory and still slows down', async () => {
    for (let attempt = 0; attempt < ACCOUNT_LIMIT.free; attempt += 1) {
      await tryAs('anna', `192.0.2.${attempt}`);
    }
    expect(await tryAs('anna', '198.51.100.1')).toBeGreaterThan(0);
  });
});

describe.skipIf(redis === null)('login delays of two relays', () => {
  test('whoever guesses on one has guessed on the other', async () => {
    const link = await redis?.link();
    if (link === undefined) throw new Error('There is no Redis.');
    const relays = [0, 1].map(() => loginDelaysOnRedis({ redis: link, now: Date.now }));
    const guesses = Array.from({ length: 100 }, () =>
      relays.map(async (relay) => relay.begin({ account: 'anna', address: HALL })),
    );
    const waits = await Promise.all(guesses.flat());
    const looked = waits.filter((wait) => wait === 0).length;
    // By the clock of Redis a few more may have had their time.
    expect(looked).toBeGreaterThanOrEqual(ACCOUNT_LIMIT.free);
    expect(looked).toBeLessThan(ACCOUNT_LIMIT.free + 10);
  });
});
