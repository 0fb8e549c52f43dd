import { describe, expect, it } from 'vitest';
import { clockTime, secondsUntil } from './clock.ts';
import { DELAYS, withDelay } from './modes.ts';

describe('the end of a delay', () => {
  it.each([
    [10_000, 0, '0:10'],
    [10_000, 9_001, '0:01'],
    [10_000, 10_000, '0:00'],
    [10_000, 99_000, '0:00'],
    [605_000, 0, '10:05'],
  ])('at %d, seen at %d, is written %s', (at, now, written) => {
    expect(clockTime(secondsUntil(at, now))).toBe(written);
  });

  it('can be one that is not among those to choose from', () => {
    expect(withDelay(DELAYS, 7)).toContain(7);
    expect(withDelay(DELAYS, 30)).toEqual(DELAYS);
  });
});
