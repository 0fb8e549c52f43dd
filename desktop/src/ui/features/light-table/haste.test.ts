import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createHaste } from './haste.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Scrolls by a share of the view every 16 ms. */
function scroll(share: number, frames: number): boolean {
  const haste = createHaste();
  for (let frame = 0; frame < frames; frame += 1) {
    haste.scrolled(frame * share * 600, 600, frame * 16);
  }
  return haste.get();
}

it('pictures are loaded while a person reads, not while they fly past', () => {
  expect(scroll(0.01, 60)).toBe(false);
  expect(scroll(0.1, 60)).toBe(true);
});

it('a jump to another place is no haste', () => {
  const haste = createHaste();
  haste.scrolled(90_000, 600, 5_000);
  haste.scrolled(0, 600, 9_000);
  expect(haste.get()).toBe(false);
});

it('pictures are loaded again once the grid rests, and who waits is told', () => {
  const haste = createHaste();
  const told = vi.fn<() => void>();
  const forget = haste.subscribe(told);
  for (let frame = 0; frame < 9; frame += 1) haste.scrolled(frame * 100, 600, frame * 16);
  expect([haste.get(), told.mock.calls.length]).toEqual([true, 1]);
  vi.advanceTimersByTime(500);
  expect([haste.get(), told.mock.calls.length]).toEqual([false, 2]);
  forget();
  haste.stop();
});
