import { expect, test } from 'vitest';
import { messageLimitsInMemory } from './limits.ts';
import type { Writer } from './limits.ts';

const guest = (n: number): Writer => ({ sessionId: 's', name: `guest:${n}`, team: false });
const member: Writer = { sessionId: 's', name: 'user:1', team: true };

/** How many of so many messages at once come through. */
async function through(count: number, take: (n: number) => Promise<number>): Promise<number> {
  const waits = await Promise.all(Array.from({ length: count }, (_, n) => take(n)));
  return waits.filter((wait) => wait === 0).length;
}

test('a person may write a few messages at once, and goes on after a while', async () => {
  let now = 0;
  const limits = messageLimitsInMemory(() => now);
  expect(await through(50, () => limits.take(guest(1)))).toBe(10);
  expect(await limits.take(guest(1))).toBe(2_000);
  expect(await limits.take({ ...guest(1), sessionId: 'other' })).toBe(0);
  now += 2_000;
  expect(await through(5, () => limits.take(guest(1)))).toBe(1);
});

test('any number of guests together cannot keep a member from being heard', async () => {
  const limits = messageLimitsInMemory(() => 0);
  expect(await through(200, (n) => limits.take(guest(n)))).toBe(60);
  expect(await limits.take(member)).toBe(0);
});

test('typing is heard now and then, and of a few at once', () => {
  let now = 0;
  const limits = messageLimitsInMemory(() => now);
  const heard = (writers: Writer[]): number =>
    writers.filter((writer) => limits.takeTyping(writer)).length;
  expect(heard(Array.from({ length: 20 }, () => guest(1)))).toBe(2);
  expect(heard(Array.from({ length: 20 }, (_, n) => guest(n + 2)))).toBe(4);
  expect(heard([member])).toBe(1);
  now += 2_000;
  expect(heard([guest(1)])).toBe(1);
});
