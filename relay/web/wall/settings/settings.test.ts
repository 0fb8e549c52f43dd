import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  DEFAULT_SETTINGS,
  LAYOUTS,
  pacesWith,
  readSettings,
  searchOf,
  TRANSITIONS,
} from './settings.ts';

const someSettings = fc.record({
  layout: fc.constantFrom(...LAYOUTS),
  seconds: fc.integer({ min: 3, max: 120 }),
  transition: fc.constantFrom(...TRANSITIONS),
  qr: fc.boolean(),
  captions: fc.boolean(),
  announcements: fc.boolean(),
  onlyFeatured: fc.boolean(),
  language: fc.constantFrom(null, 'en', 'zh-Hans'),
});

test('an address carries every setting, and stays short where all is as usual', () => {
  fc.assert(
    fc.property(someSettings, (settings) => {
      expect(readSettings(searchOf(settings))).toEqual(settings);
    }),
  );
  expect(searchOf(DEFAULT_SETTINGS)).toBe('');
});

test('an address that somebody has typed wrong opens a usual wall', () => {
  expect(readSettings('?layout=three&seconds=soon&transition=&photos=all')).toEqual(
    DEFAULT_SETTINGS,
  );
  expect(readSettings('?seconds=0').seconds).toBe(3);
  expect(readSettings('?seconds=99999').seconds).toBe(120);
  fc.assert(
    fc.property(fc.string(), (search) => {
      const { seconds } = readSettings(search);
      expect(seconds >= 3 && seconds <= 120).toBe(true);
    }),
  );
});

test('a pace of one’s own stands among those to choose from', () => {
  expect(pacesWith(12)).toEqual([4, 8, 12, 15, 30]);
  expect(pacesWith(8)).toEqual([4, 8, 15, 30]);
});
