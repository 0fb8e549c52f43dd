import { expect, test } from 'vitest';
import { announce } from '../../testing/device.ts';
import { decidePublish } from './decide.ts';

const { body } = await announce(1);
const first = { ...body, revision: 1 };
const second = { ...body, revision: 2 };
const withFull = {
  ...first,
  renditions: { ...first.renditions, full: first.renditions.grid },
};
const live = { revision: 1, removed: false, hasFull: false };

test.each([
  ['new', null, null, first, { kind: 'publish' }],
  ['new at a later revision', null, null, second, { kind: 'publish' }],
  ['new, its content live elsewhere', null, 'twin', first, { kind: 'duplicate', twinId: 'twin' }],
  ['repeated', live, null, first, { kind: 'unchanged' }],
  ['repeated with full', live, null, withFull, { kind: 'complete' }],
  ['repeated with full again', { ...live, hasFull: true }, null, withFull, { kind: 'unchanged' }],
  ['repeated without full', { ...live, hasFull: true }, null, first, { kind: 'unchanged' }],
  ['replaced', live, null, second, { kind: 'replace' }],
  [
    'replaced by what is live elsewhere',
    live,
    'twin',
    second,
    { kind: 'duplicate', twinId: 'twin' },
  ],
  ['late', { ...live, revision: 2 }, null, withFull, { kind: 'unchanged' }],
  ['taken back', { ...live, removed: true }, null, second, { kind: 'gone' }],
  [
    'taken back and about to be restored in a new version',
    { ...live, removed: true },
    null,
    { ...second, evenIfRetracted: true },
    { kind: 'replace' },
  ],
] as const)('a photo that is %s', (_what, known, twin, announced, decision) => {
  expect(decidePublish(known, twin, announced)).toEqual(decision);
});
