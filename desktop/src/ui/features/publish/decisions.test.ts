import { describe, expect, it } from 'vitest';
import { sampleFailure, sampleId, sampleShot } from '../../../bridge/testing/samples.ts';
import { chunked, decided, rated, refusalOf, reversalsOf, worstRefusal } from './decisions.ts';

const held = sampleShot(1, { state: 'held' });
const delayed = sampleShot(2, { state: 'held', releaseAt: 9_000 });

describe('a decision', () => {
  it.each([
    ['a held shot', held, [null, 'already', null]],
    ['a shot that waits for its delay', delayed, [null, null, null]],
    ['a rejected shot', sampleShot(1, { state: 'rejected' }), [null, null, 'already']],
    ['a queued shot', sampleShot(1, { state: 'queued' }), ['already', null, null]],
    ['a shot on its way', sampleShot(1, { state: 'uploading' }), ['already', null, null]],
    ['a live shot', sampleShot(1), ['already', 'seen', 'seen']],
    ['a refused picture', sampleShot(1, { state: 'failed' }), [null, null, null]],
    ['a file without a picture', sampleFailure(1), ['no_picture', 'no_picture', 'no_picture']],
  ] as const)('about %s', (_what, shot, refusals) => {
    const told = (['publish', 'hold', 'reject'] as const).map((one) => refusalOf(shot, one));
    expect(told).toEqual(refusals);
  });

  it('that is impossible for several shots says what matters most', () => {
    expect(worstRefusal(['already', 'seen', 'no_picture'])).toBe('seen');
    expect(worstRefusal([])).toBeUndefined();
  });

  it('ends a delay', () => {
    expect(decided(delayed, 'hold')).toMatchObject({ state: 'held', releaseAt: null });
    expect(decided(delayed, 'publish')).toMatchObject({ state: 'queued', releaseAt: null });
  });
});

describe('stars', () => {
  const mode = { kind: 'rating', from: 3 } as const;
  it('let a held shot out where they are enough', () => {
    expect(rated(held, 3, mode)).toMatchObject({ rating: 3, state: 'queued' });
    expect(rated(held, 2, mode)).toMatchObject({ rating: 2, state: 'held' });
    expect(rated(held, 5, { kind: 'review' })).toMatchObject({ rating: 5, state: 'held' });
    const rejected = sampleShot(1, { state: 'rejected' });
    expect(rated(rejected, 5, mode)).toMatchObject({ state: 'rejected' });
  });
});

describe('what takes it back', () => {
  it('leads every shot to where it was, with its delay', () => {
    const before = [held, delayed, sampleShot(3, { state: 'rejected' })];
    const after = before.map((shot) => decided(shot, 'publish'));
    expect(reversalsOf(before, after)).toEqual([
      { call: 'decideShots', input: { shotIds: [sampleId(1)], decision: 'hold', until: null } },
      { call: 'decideShots', input: { shotIds: [sampleId(2)], decision: 'hold', until: 9_000 } },
      { call: 'decideShots', input: { shotIds: [sampleId(3)], decision: 'reject', until: null } },
    ]);
  });

  it('gives back the stars, and holds what they let out', () => {
    const before = [held, sampleShot(4, { rating: 2 })];
    const after = before.map((shot) => rated(shot, 4, { kind: 'rating', from: 4 }));
    expect(reversalsOf(before, after)).toEqual([
      { call: 'decideShots', input: { shotIds: [sampleId(1)], decision: 'hold', until: null } },
      { call: 'rateShots', input: { shotIds: [sampleId(1)], rating: 0 } },
      { call: 'rateShots', input: { shotIds: [sampleId(4)], rating: 2 } },
    ]);
  });

  it('is nothing where nothing changed', () => {
    expect(reversalsOf([held], [held])).toEqual([]);
  });
});

describe('portions for one call', () => {
  it('are no larger than it takes', () => {
    const all = Array.from({ length: 1_001 }, (_, n) => n);
    expect(chunked(all).map(({ length }) => length)).toEqual([500, 500, 1]);
    expect(chunked([])).toEqual([]);
  });
});
