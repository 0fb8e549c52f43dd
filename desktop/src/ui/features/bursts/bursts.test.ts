import { expect, it } from 'vitest';
import type { ShotView } from '../../../bridge/contract.ts';
import { sampleShot } from '../../../bridge/testing/samples.ts';
import { burstsAmong } from './bursts.ts';

/** A frame by its number, so many milliseconds into the evening. */
function frame(number: number, at: number | null, told: Partial<ShotView> = {}): ShotView {
  const name = `IMG_${String(number).padStart(4, '0')}.JPG`;
  return { ...sampleShot(number), id: String(number), name, body: 'R5', capturedAt: at, ...told };
}

it.each<[string, ShotView[], string[][]]>([
  [
    'frames in quick succession are one, whatever order they came in',
    [frame(3, 200), frame(1, 0), frame(2, 100)],
    [['1', '2', '3']],
  ],
  [
    'half a second is quick, more is not',
    [frame(1, 0), frame(2, 500), frame(3, 1_001)],
    [['1', '2']],
  ],
  ['a number between them was another picture', [frame(1, 0), frame(3, 100)], []],
  [
    'two bodies that shoot at once are two',
    [
      frame(1, 0),
      frame(2, 100),
      frame(1, 50, { id: 'b1', body: 'Z9' }),
      frame(2, 150, { id: 'b2', body: 'Z9' }),
    ],
    [
      ['1', '2'],
      ['b1', 'b2'],
    ],
  ],
  [
    'the counter begins again in the middle of one',
    [frame(9998, 0), frame(9999, 100), frame(1, 200)],
    [['9998', '9999', '1']],
  ],
  [
    'whole seconds are told apart by the numbers only',
    [frame(2, 1_000), frame(1, 1_000), frame(3, 2_000)],
    [['1', '2']],
  ],
  [
    'what the camera did not write is not guessed',
    [frame(1, 0, { name: 'a.jpg' }), frame(2, null), frame(3, 0)].map(
      ({ body: _body, ...rest }) => rest,
    ),
    [],
  ],
])('%s', (_name, shots, bursts) => {
  expect(burstsAmong(shots)).toEqual(bursts);
});
