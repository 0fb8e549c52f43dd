import { expect, test } from 'vitest';
import { placeIn } from './stream-place.ts';

const ends = (oldest: string | null, newest = oldest) => ({ oldest, newest });

test.each([
  ['a stream that holds what comes next', ends('5-0', '9-0'), '7-3', { after: '7-3', gap: false }],
  ['one whose newest was read', ends('5-0', '9-0'), '9-0', { after: '9-0', gap: false }],
  [
    'one that was trimmed up to what was read',
    ends('7-3', '9-0'),
    '7-3',
    { after: '7-3', gap: false },
  ],
  ['one that was trimmed further', ends('8-0', '9-0'), '7-3', { after: '7-3', gap: true }],
  [
    'one that was trimmed within a millisecond',
    ends('7-10', '9-0'),
    '7-9',
    { after: '7-9', gap: true },
  ],
  ['one that was deleted', ends(null), '7-3', { after: '0-0', gap: true }],
  [
    'one that was made anew by an earlier clock',
    ends('3-0', '4-0'),
    '7-3',
    { after: '0-0', gap: true },
  ],
  ['one that nobody has written to yet', ends(null), '0-0', { after: '0-0', gap: false }],
  ['one that was empty and is not any more', ends('3-0'), '0-0', { after: '0-0', gap: false }],
])('reading goes on in %s', (_name, stream, after, place) => {
  expect(placeIn(stream, after)).toEqual(place);
});
