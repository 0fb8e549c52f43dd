import { describe, expect, it } from 'vitest';
import {
  cursorIn,
  nextWith,
  targetsIn,
  withAll,
  withDragged,
  withMove,
  withPick,
} from './selection.ts';
import { LIGHT_OFF, type LightState } from './state.ts';

const order = ['a', 'b', 'c', 'd', 'e', 'f'];
const at = (cursor: string, told: Partial<LightState> = {}): LightState => ({
  ...LIGHT_OFF,
  cursor,
  ...told,
});
const told = ({ cursor, selected }: LightState) => [cursor, [...selected].toSorted().join('')];

describe('the cursor', () => {
  it('is at the newest while nobody moved it', () => {
    expect(cursorIn(order, null)).toBe('f');
    expect(cursorIn([], null)).toBeUndefined();
  });

  it('goes to the frame after the one that has left the filter', () => {
    expect(cursorIn(['a', 'c', 'f'], 'b')).toBe('c');
    expect(cursorIn(['a', 'c'], 'f')).toBe('c');
  });

  it.each([
    ['c', 1, 'd'],
    ['c', -1, 'b'],
    ['c', 4, 'f'],
    ['a', -1, 'a'],
    ['c', Number.MAX_SAFE_INTEGER, 'f'],
    ['c', -Number.MAX_SAFE_INTEGER, 'a'],
  ])('moves from %s by %d to %s and selects it alone', (from, step, to) => {
    const light = at(from, { selected: new Set(['a', 'b']) });
    expect(told(withMove(light, order, step, false))).toEqual([to, to]);
  });

  it('has nowhere to go on an empty table', () => {
    expect(withMove(LIGHT_OFF, [], 1, false)).toBe(LIGHT_OFF);
  });
});

describe('selecting', () => {
  it('of one frame, of a range from it, and of single ones in addition', () => {
    const one = withPick(at('a'), order, 'b', 'only');
    expect(told(one)).toEqual(['b', 'b']);
    const range = withPick(one, order, 'e', 'range');
    expect(told(range)).toEqual(['e', 'bcde']);
    expect(told(withPick(range, order, 'a', 'range')), 'the other way').toEqual(['a', 'ab']);
    const more = withPick(range, order, 'a', 'toggle');
    expect(told(more)).toEqual(['a', 'abcde']);
    expect(told(withPick(more, order, 'c', 'toggle'))).toEqual(['c', 'abde']);
  });

  it('grows and shrinks with shift and the arrow keys', () => {
    const grown = withMove(withMove(at('c'), order, 1, true), order, 1, true);
    expect(told(grown)).toEqual(['e', 'cde']);
    expect(told(withMove(grown, order, -1, true))).toEqual(['d', 'cd']);
  });

  it('by drawing around frames, alone or in addition', () => {
    const before = new Set(['a']);
    expect(told(withDragged(at('a'), ['c', 'd'], before, false))).toEqual(['d', 'cd']);
    expect(told(withDragged(at('a'), ['c', 'd'], before, true))).toEqual(['d', 'acd']);
    expect(told(withDragged(at('a'), [], before, false))).toEqual(['a', '']);
  });

  it('of all frames that are shown', () => {
    expect(told(withAll(at('a'), ['a', 'd']))[1]).toBe('ad');
  });
});

describe('what a decision is about', () => {
  it('is the selection as far as it can be seen, else the frame at the cursor', () => {
    const light = at('a', { selected: new Set(['b', 'c']) });
    expect(targetsIn(order, light)).toEqual(['b', 'c']);
    expect(targetsIn(['a', 'c', 'd'], light)).toEqual(['c']);
    expect(targetsIn(['a', 'd'], light)).toEqual(['a']);
    expect(targetsIn([], light)).toEqual([]);
  });
});

describe('the next undecided frame', () => {
  const held =
    (...ids: string[]) =>
    (id: string) =>
      ids.includes(id);
  it.each([
    ['b', held('a', 'd', 'e'), 'd'],
    ['e', held('a', 'b'), 'a'],
    ['b', held('b'), undefined],
    [undefined, held('a'), 'a'],
    ['b', held(), undefined],
  ])('from %s', (from, wanted, next) => {
    expect(nextWith(order, from, wanted)).toBe(next);
  });
});
