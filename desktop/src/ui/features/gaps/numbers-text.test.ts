import { expect, test } from 'vitest';
import type { NumberGap } from '../../../bridge/ledger-calls.ts';
import { numbersText } from './numbers-text.ts';

test.each<[NumberGap['ranges'], string]>([
  [[[4822, 4822]], 'IMG_4822'],
  [[[4822, 4825]], 'IMG_4822–4825'],
  [
    [
      [9998, 9999],
      [1, 1],
    ],
    'IMG_9998–9999, 0001',
  ],
  [
    [
      [1, 1],
      [3, 3],
      [5, 5],
      [7, 7],
      [9, 9],
    ],
    'IMG_0001, 0003, 0005, 0007 …',
  ],
])('%j reads %s', (ranges, text) => {
  const gap: NumberGap = {
    series: '',
    ranges,
    camera: '',
    serial: null,
    prefix: 'IMG_',
    digits: 4,
    count: 1,
    after: '',
    before: '',
    at: 0,
  };
  expect(numbersText(gap)).toBe(text);
});
