import { describe, expect, it } from 'vitest';
import { createCadence } from './cadence.ts';

function afterFullScan(took: number, polling: boolean) {
  const cadence = createCadence();
  cadence.begin('full');
  cadence.end('full', 0, took, polling);
  return cadence;
}

describe('a hot folder is searched', () => {
  it('in full at the start', () => {
    expect(createCadence().due(0, false)).toBe('full');
  });

  it('once a minute where events tell of the rest', () => {
    const cadence = afterFullScan(100, false);
    expect(cadence.due(59_999, false)).toBeNull();
    expect(cadence.due(60_000, false)).toBe('full');
  });

  it('for new names every second, and in full every ten, where there are no events', () => {
    const cadence = afterFullScan(10, true);
    expect(cadence.due(999, true)).toBeNull();
    expect(cadence.due(1000, true)).toBe('names');
    cadence.begin('names');
    cadence.end('names', 1000, 2, true);
    expect(cadence.due(1999, true)).toBeNull();
    expect(cadence.due(2000, true)).toBe('names');
    expect(cadence.due(10_000, true)).toBe('full');
  });

  it('so seldom that it takes no more than a hundredth of the time, but every five minutes', () => {
    expect(afterFullScan(1000, false).due(99_999, true)).toBeNull();
    expect(afterFullScan(1000, false).due(100_000, false)).toBe('full');
    expect(afterFullScan(60_000, false).due(300_000, false)).toBe('full');
  });

  it('with the next beat when that is wanted, also when it was wanted during a scan', () => {
    const cadence = afterFullScan(100, false);
    cadence.soon();
    expect(cadence.due(1, false)).toBe('full');
    cadence.begin('full');
    cadence.soon();
    cadence.end('full', 10, 9, false);
    expect(cadence.due(11, false)).toBe('full');
    cadence.begin('full');
    cadence.end('full', 20, 9, false);
    expect(cadence.due(21, false)).toBeNull();
  });
});
