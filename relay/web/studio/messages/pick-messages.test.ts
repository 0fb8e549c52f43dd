import type { Message } from '@picture-live/shared/protocol';
import { expect, test } from 'vitest';
import { isPicking, pickMessages } from './pick-messages.ts';

const sender = { id: 'li', name: 'Uncle Bo', team: false };
const message = (seq: number, changes: Partial<Message>): Message => ({
  id: `m${seq}`,
  seq,
  sender,
  text: '',
  createdAt: seq,
  ...changes,
});
const all = [
  message(1, { text: 'What a cake' }),
  message(2, { text: 'Buy watches', hidden: true }),
  message(3, { text: 'The buffet is open', announcement: true }),
  message(4, { photoId: 'p' }),
];
const picked = (picking: Parameters<typeof pickMessages>[1]): number[] =>
  pickMessages(all, picking).map(({ seq }) => seq);

test('messages are found by kind, and by words in the text or in the name', () => {
  expect(picked({ kind: 'all', text: '' })).toEqual([1, 2, 3, 4]);
  expect(picked({ kind: 'hidden', text: '' })).toEqual([2]);
  expect(picked({ kind: 'announcements', text: '' })).toEqual([3]);
  expect(picked({ kind: 'photos', text: '' })).toEqual([4]);
  expect(picked({ kind: 'all', text: 'CAKE bo' })).toEqual([1]);
  expect([isPicking({ kind: 'all', text: ' ' }), isPicking({ kind: 'all', text: 'x' })]).toEqual([
    false,
    true,
  ]);
});
