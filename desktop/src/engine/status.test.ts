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
});
