import { expect, test } from 'vitest';
import type { NumbersOverTime } from '../../../bridge/ledger-calls.ts';
import { chooseLanguage } from '../../app/words/index.ts';
import { linesOf, newestOf, plotsOf, roundUp } from './plots.ts';

const EMPTY: NumbersOverTime['steps'][number] = {
  viewers: null,
  bytesPerSecond: null,
  likes: null,
  downloads: null,
  photos: 0,
  published: null,
  painted: null,
};

test.each([
  [4, 5],
  [1, 1],
  [1.1, 2],
  [1_000, 1_000],
  [1_001, 2_000],
  [0.3, 0.5],
  [86, 100],
])('a plot for %d has room up to %d', (value, top) => {
  expect(roundUp(value)).toBeCloseTo(top, 9);
});

test('each number has its plot, with room for the largest', () => {
  const { words, format } = chooseLanguage(['en']);
  const steps = [
    { ...EMPTY, viewers: 86, photos: 30, likes: 7 },
    { ...EMPTY, published: { p50: 300, p95: 1_400, samples: 9 }, bytesPerSecond: 1_000_000 },
  ];
  const plots = plotsOf({ from: 0, stepMs: 360_000, steps }, words, format);
  expect(
    plots.map(({ id, series, top, write }) => [id, series.map(({ values }) => values), write(top)]),
  ).toEqual([
    ['viewers', [[86, null]], '100'],
    ['likes', [[7, null]], '10'],
    ['downloads', [[null, null]], '5'],
    ['photos', [[5, 0]], '5'],
    [
      'published',
      [
        [null, 300],
        [null, 1_400],
      ],
      '2.00 s',
    ],
    [
      'painted',
      [
        [null, null],
        [null, null],
      ],
      '1.00 s',
    ],
    ['uplink', [[null, 1_000_000]], '8 Mbit/s'],
  ]);
});

test('a line is broken where nothing is known', () => {
  const box = { width: 40, height: 10 };
  expect(linesOf([0, 5, null, 10], 10, box)).toEqual(['5.0,10.0 15.0,5.0', '35.0,0.0']);
  expect(linesOf([null, null], 10, box)).toEqual([]);
});

test('the newest known value is the one that is told', () => {
  expect(newestOf({ name: '', values: [1, 2, null] })).toBe(2);
  expect(newestOf({ name: '', values: [null] })).toBeNull();
});
