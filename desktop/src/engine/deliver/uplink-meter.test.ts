import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createUplinkMeter } from './uplink-meter.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('says the rate of the last five seconds, and when it has gone back to nothing', () => {
  const onQuiet = vi.fn();
  const meter = createUplinkMeter(Date.now, onQuiet);
  meter.add(5_000);
  vi.advanceTimersByTime(2_000);
  meter.add(10_000);
  expect(meter.bytesPerSecond()).toBe(3_000);
  vi.advanceTimersByTime(3_000);
  expect(meter.bytesPerSecond()).toBe(2_000);
  expect(onQuiet).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2_000);
  expect(onQuiet).toHaveBeenCalledOnce();
  expect(meter.bytesPerSecond()).toBe(0);
});

it('says how long the rest takes at the rate seen last, also when nothing goes out any more', () => {
  const meter = createUplinkMeter(Date.now, () => {});
  expect(meter.secondsFor(1_000)).toBeNull();
  for (let second = 0; second < 4; second += 1) {
    meter.add(1_000);
    vi.advanceTimersByTime(1_000);
  }
  vi.advanceTimersByTime(60_000);
  expect(meter.secondsFor(30_000)).toBeCloseTo(30);
});
