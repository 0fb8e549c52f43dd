import type { Message } from '@picture-live/shared/protocol';
import { expect, it } from 'vitest';
import { EMPTY, KEPT, readUpTo, unreadOf, withMessage, withPage } from './inbox.ts';

const message = (seq: number, changes: Partial<Message> = {}): Message => ({
  id: `message-${seq}`,
  seq,
  sender: { id: 'guest', name: 'Li', team: false },
  text: 'Hi',
  createdAt: seq,
  ...changes,
});
const own = { id: 'laptop', name: 'Anna & Li', team: true };
const page = (messages: Message[], readSeq = 0) =>
  withPage(EMPTY, { messages, nextCursor: null, me: own.id, readSeq });

it('counts what others wrote and nobody has read', () => {
  const inbox = page([message(4, { sender: own }), message(3), message(2, { hidden: true })], 1);
  expect(unreadOf(inbox)).toBe(1);
  expect(unreadOf(readUpTo(inbox, 4))).toBe(0);
});

it('has each message once, the newest first, as it was heard last', () => {
  const inbox = [message(2), message(5), message(3), message(2, { text: 'Hello' })].reduce(
    withMessage,
    EMPTY,
  );
  expect(inbox.messages.map(({ seq, text }) => `${seq} ${text}`)).toEqual([
    '5 Hi',
    '3 Hi',
    '2 Hello',
  ]);
});

it('keeps the newest of a long evening, and says that there are more', () => {
  const many = Array.from({ length: KEPT + 1 }, (_, index) => message(index + 1));
  const inbox = many.reduce(withMessage, EMPTY);
  expect([inbox.messages.length, inbox.messages.at(-1)?.seq, inbox.more]).toEqual([KEPT, 2, true]);
});

it('does not forget what was read while the relay was away', () => {
  const before = readUpTo(page([message(3)]), 3);
  const after = withPage(before, {
    messages: [message(3)],
    nextCursor: null,
    me: null,
    readSeq: 0,
  });
  expect(after.readSeq).toBe(3);
});
