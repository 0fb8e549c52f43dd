import { expect, it } from 'vitest';
import { clockOffsetOf, listClocks, withClock } from './clocks.ts';

const frame = (camera: string | null, serial: string | null) => ({
  camera,
  serial,
  capturedLocal: null,
  capturedFraction: null,
});
const FIRST = { camera: 'Canon EOS R6', serial: '1', offsetMs: -3_600_000 };
const SECOND = { camera: 'Canon EOS R6', serial: '2', offsetMs: 12_000 };

it.each([
  ['the one body', frame('Canon EOS R6', '1'), -3_600_000],
  ['the other body of the same model', frame('Canon EOS R6', '2'), 12_000],
  ['a body that does not say its number', frame('Canon EOS R6', null), 0],
  ['another model', frame('Nikon Z 8', '1'), 0],
  ['a file without a camera', frame(null, null), 0],
])('the clock of %s is corrected by its own offset', (_, camera, offset) => {
  expect(clockOffsetOf([FIRST, SECOND], camera)).toBe(offset);
});

it('a clock that is set anew replaces its correction, and one that is right has none', () => {
  expect(withClock([FIRST, SECOND], { ...FIRST, offsetMs: 5 })).toEqual([
    SECOND,
    { ...FIRST, offsetMs: 5 },
  ]);
  expect(withClock([FIRST, SECOND], { ...FIRST, offsetMs: 0 })).toEqual([SECOND]);
});

it('every body that was seen is listed once', () => {
  const { camera } = FIRST;
  const bodies = [
    { camera, serial: '1' },
    { camera, serial: '3' },
  ];
  expect(listClocks(bodies, [FIRST])).toEqual([FIRST, { camera, serial: '3', offsetMs: 0 }]);
});
