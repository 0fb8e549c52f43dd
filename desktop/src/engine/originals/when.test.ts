import { expect, it } from 'vitest';
import { DEFAULT_UPLINK } from '../../bridge/uplink.ts';
import { areWanted } from './when.ts';

const at = (hour: number) => new Date(2026, 10, 21, hour, 30).getTime();

it.each([
  { originals: 'never', hour: 2, wanted: false },
  { originals: 'always', hour: 15, wanted: true },
  { originals: 'night', hour: 22, wanted: false },
  { originals: 'night', hour: 23, wanted: true },
  { originals: 'night', hour: 6, wanted: true },
  { originals: 'night', hour: 7, wanted: false },
] as const)('originals go out $originals: at $hour:30 that is $wanted', (one) => {
  expect(areWanted({ ...DEFAULT_UPLINK, originals: one.originals }, at(one.hour))).toBe(one.wanted);
});
