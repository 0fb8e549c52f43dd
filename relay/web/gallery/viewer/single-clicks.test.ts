import { expect, test } from 'vitest';
import { singleClicks } from './single-clicks.ts';

/** Which of the clicks count, in a photo that was opened at 10,000 ms. */
const counted = (...clicks: number[]): number[] => {
  const isSingle = singleClicks(10_000);
  return clicks.filter((timeStamp) => isSingle({ timeStamp }));
};

test('a double click does what a click does, and does not undo it', () => {
  expect(counted(11_000, 11_200)).toEqual([11_000]);
  expect(counted(11_000, 11_200, 11_400)).toEqual([11_000]);
  expect(counted(11_000, 11_600)).toEqual([11_000, 11_600]);
});

test('the second click of whoever opens a photo by two does nothing in it', () => {
  expect(counted(10_150)).toEqual([]);
  expect(counted(10_150, 12_000)).toEqual([12_000]);
});
