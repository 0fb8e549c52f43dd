import { expect, test } from 'vitest';
import { Told } from './told.ts';

const everything = () => true;
const seqs = (told: Told, list: number[]): boolean[] => list.map((seq) => told.isNews('s', seq));

test('nothing is told twice, whichever way and order it comes in', () => {
  const told = new Told();
  told.joined('s', 4);
  expect(seqs(told, [5, 5, 7, 6, 7, 4, 8])).toEqual([true, false, true, true, false, false, true]);
  expect(told.through(everything)).toEqual(new Map([['s', 8]]));
});

test('what is missing is known until it has come', () => {
  const told = new Told();
  told.joined('s', 0);
  seqs(told, [1, 3]);
  expect([told.hasGap('s'), told.through(everything).get('s')]).toEqual([true, 1]);
  seqs(told, [2]);
  expect([told.hasGap('s'), told.through(everything).get('s')]).toEqual([false, 3]);
});

test('whoever joins later knows no less: the feed goes on where it was', () => {
  const told = new Told();
  told.joined('s', 2);
  told.joined('s', 5);
  expect(told.through(everything).get('s')).toBe(2);
  expect(told.isNews('s', 3)).toBe(true);
});

test('before anybody has joined everything is told, as their call is under way', () => {
  const told = new Told();
  expect(seqs(told, [1, 1])).toEqual([true, true]);
  expect(told.hasGap('s')).toBe(false);
});

test('sessions that nobody is in are forgotten', () => {
  const told = new Told();
  told.joined('s', 1);
  told.joined('other', 1);
  expect([...told.through((id) => id === 's').keys()]).toEqual(['s']);
  expect([...told.through(everything).keys()]).toEqual(['s']);
});

test('a feed that begins anew after a restore is told anew', () => {
  const told = new Told();
  told.joined('s', 9);
  told.restart('s', 3);
  expect(seqs(told, [4, 4])).toEqual([true, false]);
});

test('what waits behind a gap that never closes is bounded', () => {
  const told = new Told();
  told.joined('s', 0);
  for (let seq = 2; seq < 3_000; seq += 1) told.isNews('s', seq);
  expect(told.through(everything).get('s')).toBe(0);
  expect(told.isNews('s', 1)).toBe(true);
});
