import { describe, expect, it } from 'vitest';
import { percentiles } from './status.ts';

describe('percentiles', () => {
  it('are those of the nearest rank', () => {
    const durations = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentiles(durations)).toEqual({ p50: 50, p95: 95, samples: 100 });
    expect(percentiles([7])).toEqual({ p50: 7, p95: 7, samples: 1 });
  });

  it('are not there without a single shot', () => {
    expect(percentiles([])).toBeNull();
  });

  it('leave out what no shot can have taken', () => {
    const setBack = -25_199_888;
    const slept = 8 * 3_600_000;
    expect(percentiles([setBack, 300, slept])).toEqual({ p50: 300, p95: 300, samples: 1 });
  });
});
