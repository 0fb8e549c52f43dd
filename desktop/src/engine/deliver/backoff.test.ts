import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

const backoff = { baseMs: 100, capMs: 1000 };

describe('waiting before the next attempt', () => {
  it('doubles up to the cap', () => {
    const waits = [0, 1, 2, 3, 4, 50].map((attempts) => backoffMs(attempts, backoff, () => 1));
    expect(waits).toEqual([100, 200, 400, 800, 1000, 1000]);
  });

  it('is never less than half, so that a broken relay is not hammered', () => {
    expect(backoffMs(2, backoff, () => 0)).toBe(200);
  });
});
