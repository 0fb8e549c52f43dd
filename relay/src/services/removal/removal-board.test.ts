import { expect, test } from 'vitest';
import { REMEMBERED_MS, RemovalBoard } from './removal-board.ts';

const at = { kind: 'removal' as const, sessionId: 's', photoId: 'p', seq: 7 };
const count = (instance: string, gone: number, screens: number, seq = 7) => ({
  ...at,
  seq,
  instance,
  gone,
  screens,
});

test('the counts of all instances are one, the newest of each', () => {
  const board = new RemovalBoard();
  board.take(count('one', 0, 10));
  board.take(count('two', 0, 5));
  board.take(count('one', 9, 10));
  expect(board.take(count('two', 5, 5))).toMatchObject({ gone: 14, screens: 15 });
  expect(board.read('p')).toEqual({ sessionId: 's', photoId: 'p', seq: 7, gone: 14, screens: 15 });
});

test('a photo that goes once more starts anew, and what is said of the time before is late', () => {
  const board = new RemovalBoard();
  board.take(count('one', 3, 3));
  expect(board.take(count('one', 0, 4, 9))).toMatchObject({ seq: 9, gone: 0, screens: 4 });
  expect(board.take(count('two', 2, 2))).toBeNull();
  expect(board.read('p')).toMatchObject({ seq: 9, gone: 0, screens: 4 });
});

test('it is forgotten after a while', () => {
  let now = 0;
  const board = new RemovalBoard(() => now);
  board.take(count('one', 3, 3));
  now = REMEMBERED_MS - 1;
  expect(board.read('p')).not.toBeNull();
  now = REMEMBERED_MS;
  expect(board.read('p')).toBeNull();
});
