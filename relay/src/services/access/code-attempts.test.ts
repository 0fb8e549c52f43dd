import { beforeEach, expect, test } from 'vitest';
import { FREE_MISTAKES, LONGEST_MS, codeAttemptsInMemory } from './code-attempts.ts';
import type { CodeAttempts } from './code-attempts.ts';

let now: number;
let attempts: CodeAttempts;
beforeEach(() => {
  now = 1_000_000;
  attempts = codeAttemptsInMemory(() => now);
});

const hall = { sessionId: 'party', address: '192.0.2.1' };

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
