import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAttention } from './attention.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function start(limit = 100) {
  const looks: [string, number][] = [];
  const overflows = vi.fn();
  const began = Date.now();
  const attention = createAttention({
    look: (path, at) => looks.push([path, at - began]),
    onOverflow: overflows,
    clock: Date.now,
    limit,
  });
  return { attention, looks, overflows };
}

describe('events about a file', () => {
  it('lead to a look at once and, while they go on, to one a second', () => {
    const { attention, looks } = start();
    for (let at = 0; at < 2500; at += 50) {
      attention.draw('a.jpg');
      vi.advanceTimersByTime(50);
    }
    vi.advanceTimersByTime(5000);
    expect(looks).toEqual([
      ['a.jpg', 0],
      ['a.jpg', 950],
      ['a.jpg', 1950],
      ['a.jpg', 2450],
    ]);
  });

  it('about another one are not held up', () => {
    const { attention, looks } = start();
    attention.draw('a.jpg');
    attention.draw('b.jpg');
    expect(looks).toEqual([
      ['a.jpg', 0],
      ['b.jpg', 0],
    ]);
  });

  it('that are too many are left to a scan', () => {
    const { attention, looks, overflows } = start(3);
    for (let index = 0; index < 10; index += 1) attention.draw(`${index}.jpg`);
    expect(looks).toHaveLength(3);
    expect(overflows).toHaveBeenCalledTimes(7);
    vi.advanceTimersByTime(1000);
    attention.draw('later.jpg');
    expect(looks).toHaveLength(4);
  });

  it('lead to nothing after the stop', () => {
    const { attention, looks } = start();
    attention.draw('a.jpg');
    attention.draw('a.jpg');
    attention.stop();
    vi.advanceTimersByTime(5000);
    expect(looks).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
