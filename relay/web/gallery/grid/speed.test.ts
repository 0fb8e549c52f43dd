import { expect, test } from 'vitest';
import { createSpeedometer } from './speed.ts';

/** Scrolls in frames of so many milliseconds, by 50 pixels each. */
function scrolled(...frames: number[]): number {
  const meter = createSpeedometer();
  let at = 0;
  meter.note(at, 0);
  for (const [index, ms] of frames.entries()) {
    at += ms;
    meter.note(at, (index + 1) * 50);
  }
  return meter.speed();
}

const even = (count: number) => Array.from({ length: count }, () => 20);

test('an even pace is the speed', () => {
  expect(scrolled(...even(100))).toBeCloseTo(2.5);
});

test('one long frame does not look like a rest', () => {
  expect(scrolled(...even(20), 100)).toBeGreaterThan(1.5);
});

test('what was long ago does not count', () => {
  expect(scrolled(...even(50), 2_000, 2_000)).toBeCloseTo(0.025);
});

test('a page that was never scrolled has no speed', () => {
  expect(createSpeedometer().speed()).toBe(0);
  expect(scrolled()).toBe(0);
});
