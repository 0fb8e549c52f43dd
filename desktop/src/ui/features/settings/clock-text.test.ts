import { expect, it } from 'vitest';
import { formatClock, parseClock } from './clock-text.ts';

it.each([
  ['0:00:12', 12_000],
  ['−1:00:00', -3_600_000],
  ['26:03:04', 93_784_000],
  ['0:00:00', 0],
])('%s is %d ms, both ways', (text, offset) => {
  expect(parseClock(text)).toBe(offset);
  expect(formatClock(offset)).toBe(text);
});

it.each([
  ['-1:30', -5_400_000],
  ['+0:01', 60_000],
  [' 2:00:05 ', 7_205_000],
])('%j is understood', (text, offset) => {
  expect(parseClock(text)).toBe(offset);
});

it.each(['', '1', '1:60', '1:00:60', 'an hour', '1.5', '1:00:00:00'])('%j is not', (text) => {
  expect(parseClock(text)).toBeNull();
});
