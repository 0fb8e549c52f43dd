import { expect, it } from 'vitest';
import { describeProgress, showProgress, sizeOf } from './progress.ts';

it.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_500, '1.5 kB'],
  [999_600, '1.0 MB'],
  [12_345_678_901, '12 GB'],
])('%d bytes are called %s', (bytes, said) => {
  expect(sizeOf(bytes)).toBe(said);
});

it('no time is told before there is a pace to tell it from', () => {
  expect(describeProgress('Checking', 1e6, 10e6, 1_000)).toBe('Checking: 1.0 MB of 10 MB (10 %)');
});

it('the time that is left follows from the pace', () => {
  expect(describeProgress('Checking', 1e6, 10e6, 60_000)).toContain(', about 9 min left');
  expect(describeProgress('Checking', 9e6, 10e6, 60_000)).toContain('less than a minute left');
  expect(describeProgress('Checking', 1e6, 1e9, 60_000)).toContain(', about 17 h left');
});

it('a terminal has one line that goes in the end, a log a line now and then', () => {
  for (const isTTY of [true, false]) {
    let said = '';
    let now = 0;
    const progress = showProgress({ isTTY, write: (text) => (said += text) }, () => now);
    progress.begin('Restoring', 100);
    progress.add(10);
    now = 40_000;
    progress.add(10);
    progress.end();
    if (isTTY) expect(said.endsWith('\r\u001B[K')).toBe(true);
    else expect(said).toBe('Restoring: 20 bytes of 100 bytes (20 %), about 3 min left\n');
  }
});
