import { describe, expect, it } from 'vitest';
import { wayOf } from './way.ts';

const at = { fileComplete: 1000, rendered: 1200, stored: 1300, published: 1320, painted: 1400 };

describe('the way of a shot', () => {
  it('tells each step since the file was complete, and what it took', () => {
    expect(wayOf(at)).toEqual([
      { name: 'rendered', after: 200, from: 0, to: 0.5 },
      { name: 'stored', after: 300, from: 0.5, to: 0.75 },
      { name: 'published', after: 320, from: 0.75, to: 0.8 },
      { name: 'painted', after: 400, from: 0.8, to: 1 },
    ]);
  });

  it('leaves open what is still to come', () => {
    const way = wayOf({ ...at, stored: null, published: null, painted: null });
    expect(way.map(({ after }) => after)).toEqual([200, null, null, null]);
    expect(way[0]).toMatchObject({ from: 0, to: 1 });
  });

  it('knows no step before the file, and no bar that ends before it begins', () => {
    const way = wayOf({ ...at, rendered: 990, painted: 1310 });
    expect(way[0]?.after).toBe(0);
    expect(way[3]?.after).toBe(310);
    for (const { from, to } of way) expect(to).toBeGreaterThanOrEqual(from);
    expect(Math.max(...way.map(({ to }) => to))).toBe(1);
  });

  it('has no durations before the file is complete', () => {
    expect(wayOf({ ...at, fileComplete: null }).every(({ after }) => after === null)).toBe(true);
  });
});
