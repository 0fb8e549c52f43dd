import { describe, expect, it } from 'vitest';
import { allZero, findZeroRun } from './zero-run.ts';

/** 1…1 with zeros from `at` on. */
function bytesWith(size: number, at: number, zeros: number): Buffer {
  return Buffer.alloc(size, 1).fill(0, at, at + zeros);
}

describe('a run of zeros', () => {
  it('is found wherever it begins, with its whole length', () => {
    for (let at = 0; at <= 300; at += 1) {
      expect(findZeroRun(bytesWith(400, at, 100), 0, 400, 100)).toEqual({ at, length: 100 });
    }
    expect(findZeroRun(bytesWith(400, 50, 333), 0, 400, 100)).toEqual({ at: 50, length: 333 });
  });

  it('is not found when it is one byte too short', () => {
    for (let at = 0; at <= 301; at += 1) {
      expect(findZeroRun(bytesWith(400, at, 99), 0, 400, 100)).toBeNull();
    }
  });

  it('counts only inside the part that is asked for', () => {
    const bytes = bytesWith(400, 100, 100);
    expect(findZeroRun(bytes, 101, 400, 100)).toBeNull();
    expect(findZeroRun(bytes, 0, 199, 100)).toBeNull();
    expect(findZeroRun(bytes, 100, 200, 100)).toEqual({ at: 100, length: 100 });
    expect(findZeroRun(bytes, 150, 9999, 50)).toEqual({ at: 150, length: 50 });
  });

  it('is the first one of several', () => {
    const bytes = bytesWith(1000, 300, 120).fill(0, 600, 800);
    expect(findZeroRun(bytes, 0, 1000, 100)).toEqual({ at: 300, length: 120 });
    expect(findZeroRun(bytes, 0, 1000, 121)).toEqual({ at: 600, length: 200 });
  });
});

it('tells nothing but zeros from anything else', () => {
  expect(allZero(Buffer.alloc(16))).toBe(true);
  expect(allZero(bytesWith(16, 0, 15))).toBe(false);
});
