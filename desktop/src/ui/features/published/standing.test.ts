import { expect, test } from 'vitest';
import type { ShotView } from '../../../bridge/contract.ts';
import { sampleFailure, sampleShot } from '../../../bridge/testing/samples.ts';
import { canTakeBack, isShown, pendingWord } from './standing.ts';

const said = { featured: false, caption: '', tags: [], pending: true, retracting: null };

test.each<[string, ShotView, boolean]>([
  ['what is live', sampleShot(1), true],
  ['what was taken back, to restore it', sampleShot(1, { state: 'retracted' }), true],
  [
    'an earlier version, while a newer one waits',
    sampleShot(1, { state: 'queued', revision: 2 }),
    true,
  ],
  ['what is held', sampleShot(1, { state: 'held' }), false],
  [
    'what no guest has seen',
    sampleShot(1, { state: 'queued', timeline: sampleFailure(1).timeline }),
    false,
  ],
])('taken back can be %s', (_what, shot, expected) => {
  expect(canTakeBack(shot)).toBe(expected);
});

test.each<[string, Partial<ShotView>, ReturnType<typeof pendingWord>]>([
  ['nothing was said', {}, null],
  [
    'it is still being taken back',
    { state: 'retracted', said: { ...said, retracting: true } },
    'takingBack',
  ],
  ['it is coming back', { state: 'live', said: { ...said, retracting: false } }, 'restoring'],
  ['a caption is on its way', { state: 'live', said }, 'waiting'],
  ['it is held', { state: 'held', said: { ...said, retracting: true } }, null],
  ['all is told', { state: 'retracted', said: { ...said, pending: false } }, null],
])('says what waits when %s', (_when, told, word) => {
  expect(pendingWord(sampleShot(1, told))).toBe(word);
});

test('of what is no picture, or rejected, there is nothing to say', () => {
  expect(isShown(sampleFailure(1))).toBe(false);
  expect(isShown(sampleShot(1, { state: 'rejected' }))).toBe(false);
});
