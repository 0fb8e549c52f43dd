import { expect, test } from 'vitest';
import { choose, chooseAll, drawn, keepShown, NOTHING, step, type Selection } from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const plain = { toggle: false, range: false };
const toggle = { toggle: true, range: false };
const range = { toggle: false, range: true };
const idsOf = ({ ids }: Selection): string => [...ids].toSorted().join('');

test('a click selects one photo and lets go of the others', () => {
  const one = choose(NOTHING, order, 'b', plain);
  expect(idsOf(choose(one, order, 'd', plain))).toBe('d');
});

test('Ctrl adds one and takes it off again', () => {
  const two = choose(choose(NOTHING, order, 'b', plain), order, 'd', toggle);
  expect(idsOf(two)).toBe('bd');
  expect(idsOf(choose(two, order, 'b', toggle))).toBe('d');
});

test('Shift selects from where one began, either way, and again from there', () => {
  const begun = choose(NOTHING, order, 'd', plain);
  const down = choose(begun, order, 'f', range);
  expect(idsOf(down)).toBe('def');
  expect(idsOf(choose(down, order, 'b', range))).toBe('bcd');
  const both = choose(choose(NOTHING, order, 'a', plain), order, 'e', toggle);
  expect(idsOf(choose(both, order, 'g', { toggle: true, range: true }))).toBe('aefg');
});

test('a range goes between the same photos when new ones have arrived', () => {
  const begun = choose(NOTHING, order, 'b', plain);
  expect(idsOf(choose(begun, ['x', 'a', 'b', 'y', 'c'], 'c', range))).toBe('bcy');
});

test('a rectangle selects what it touches, and with Ctrl adds to what was selected', () => {
  expect(idsOf(drawn(new Set(), ['b', 'c']))).toBe('bc');
  expect(idsOf(drawn(new Set(['h']), ['b', 'c']))).toBe('bch');
});

test('the arrow keys go from photo to photo, stay within the list, and extend with Shift', () => {
  const begun = step(NOTHING, order, 1, plain);
  expect([begun.focus, idsOf(begun)]).toEqual(['a', 'a']);
  const below = step(begun, order, 3, plain);
  expect([below.focus, idsOf(below)]).toEqual(['d', 'd']);
  expect(step(below, order, 30, plain).focus).toBe('h');
  expect(idsOf(step(below, order, 2, range))).toBe('def');
  const moved = step(below, order, 1, toggle);
  expect([moved.focus, idsOf(moved)]).toEqual(['e', 'd']);
});

test('everything is selected at once, and what has gone is not selected any more', () => {
  const all = chooseAll(order, NOTHING);
  expect(all.ids.size).toBe(8);
  expect(idsOf(keepShown(all, ['a', 'h', 'z']))).toBe('ah');
  expect(keepShown(all, order)).toBe(all);
});
