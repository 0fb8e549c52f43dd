import type { FeedEvent, Message, MessagePage } from '@picture-live/shared/protocol';
import { expect, test } from 'vitest';
import { lookAfter, sortOut } from './look-after.ts';

const message = (id: string, hidden = false): Message => ({
  id,
  seq: 1,
  sender: { id: 'bo', name: 'Bo', team: false },
  text: id,
  createdAt: 1,
  ...(hidden && { hidden }),
});
const gone = (messageId: string) =>
  ({ type: 'message_removed', seq: 5, at: 5, messageId }) as const;

test('what is hidden stays in sight of members, what is deleted leaves', async () => {
  const asked: (string | undefined)[] = [];
  const messages = async (
    _id: string,
    { after }: { after?: string } = {},
  ): Promise<MessagePage> => {
    asked.push(after);
    const page = after === undefined ? [message('new')] : [message('spam', true)];
    const nextCursor = after === undefined ? 'older' : null;
    return { messages: page, nextCursor, me: null, readSeq: 0 };
  };
  const events = await lookAfter({ messages }, 's', [gone('spam'), gone('deleted')]);
  expect(events).toEqual([
    { type: 'message_updated', seq: 5, at: 5, message: message('spam', true) },
    gone('deleted'),
  ]);
  expect(asked).toEqual([undefined, 'older']);
});

test('only what is shown is asked for', () => {
  const other: FeedEvent = { type: 'photo_removed', seq: 6, at: 6, photoId: 'p' };
  expect(sortOut([gone('a'), gone('b'), other], [message('a')])).toEqual({
    removed: [gone('a')],
    others: [gone('b'), other],
  });
});
