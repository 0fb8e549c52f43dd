import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { provideRedis } from '../../testing/redis.ts';
import { messageLimitsOnRedis } from './limits-on-redis.ts';
import { messageLimitsInMemory } from './limits.ts';
import type { MessageLimits, Writer } from './limits.ts';

const redis = await provideRedis();
afterAll(() => redis?.stop());

let now: number;
const clock = () => now;
const guest = (n: number): Writer => ({ sessionId: 's', name: `guest:${n}`, team: false });
const member: Writer = { sessionId: 's', name: 'user:1', team: true };

const KINDS: [string, () => Promise<MessageLimits>][] = [
  ['in memory', async () => messageLimitsInMemory(clock)],
];
if (redis !== null) {
  KINDS.push(['on Redis', async () => messageLimitsOnRedis({ redis: await redis.link(), clock })]);
}

/** How many of so many messages at once come through. */
async function through(count: number, take: (n: number) => Promise<number>): Promise<number> {
  const waits = await Promise.all(Array.from({ length: count }, (_, n) => take(n)));
  return waits.filter((wait) => wait === 0).length;
}

describe.each(KINDS)('messages counted %s', (_kind, open) => {
  let limits: MessageLimits;
  beforeEach(async () => {
    now = 1_000_000;
    limits = await open();
  });

  test('a person may write a few at once, and goes on after a while', async () => {
    expect(await through(50, () => limits.take(guest(1)))).toBe(10);
    expect(await limits.take(guest(1))).toBe(2_000);
    expect(await limits.take({ ...guest(1), sessionId: 'other' })).toBe(0);
    now += 2_000;
    expect(await through(5, () => limits.take(guest(1)))).toBe(1);
  });

  test('any number of guests together cannot keep a member from being heard', async () => {
    expect(await through(200, (n) => limits.take(guest(n)))).toBe(60);
    expect(await limits.take(member)).toBe(0);
    now += 1_000;
    expect(await through(200, (n) => limits.take(guest(1_000 + n)))).toBe(5);
  });
});

describe.skipIf(redis === null)('messages on two relays', () => {
  test('count together', async () => {
    now = 1_000_000;
    const link = await redis?.link();
    if (link === undefined) throw new Error('There is no Redis.');
    const relays = [0, 1].map(() => messageLimitsOnRedis({ redis: link, clock }));
    const sends = relays.map((one) => through(20, () => one.take(guest(1))));
    const [here = 0, there = 0] = await Promise.all(sends);
    expect(here + there).toBe(10);
  });
});

test('typing is heard now and then, and of a few at once', () => {
  now = 0;
  const limits = messageLimitsInMemory(clock);
  const heard = (writers: Writer[]): number =>
    writers.filter((writer) => limits.takeTyping(writer)).length;
  expect(heard(Array.from({ length: 20 }, () => guest(1)))).toBe(2);
  expect(heard(Array.from({ length: 20 }, (_, n) => guest(n + 2)))).toBe(4);
  expect(heard([member])).toBe(1);
  now += 2_000;
  expect(heard([guest(1)])).toBe(1);
});
