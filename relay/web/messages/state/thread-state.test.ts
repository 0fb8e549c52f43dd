import type { FeedEvent, Message, MessagePage, Photo } from '@picture-live/shared/protocol';
import { expect, test } from 'vitest';
import {
  nextThread,
  openThread,
  returning,
  type ThreadFact,
  type ThreadState,
} from './thread-state.ts';

const li = { id: 'li', name: 'Li', team: false };

function message(seq: number, changes: Partial<Message> = {}): Message {
  return { id: `m${seq}`, seq, sender: li, text: `Text ${seq}`, createdAt: seq, ...changes };
}

const page = (messages: Message[], changes: Partial<MessagePage> = {}): ThreadFact => ({
  kind: 'arrived',
  page: { messages, nextCursor: null, me: 'me', readSeq: 0, ...changes },
});
const rendition = { url: '/x.jpg', width: 1, height: 1, bytes: 1, type: 'image/jpeg' as const };
const photo: Photo = {
  id: 'p',
  seq: 1,
  revision: 1,
  width: 3,
  height: 2,
  capturedAt: 1,
  publishedAt: 1,
  thumbhash: 'AAAA',
  renditions: { thumb: rendition, grid: rendition },
};
const event = (one: FeedEvent): ThreadFact => ({ kind: 'events', events: [one] });
const sent = (one: Message): ThreadFact =>
  event({ type: 'new_message', seq: one.seq, at: 1, message: one });
const gone = (messageId: string): ThreadFact =>
  event({ type: 'message_removed', seq: 90, at: 1, messageId });
const photoGone = (photoId: string): ThreadFact =>
  event({ type: 'photo_removed', seq: 91, at: 1, photoId });

const after = (state: ThreadState, ...facts: ThreadFact[]): ThreadState =>
  facts.reduce(nextThread, state);
const textsOf = ({ messages }: ThreadState): string[] => messages.map(({ text }) => text);

test('pages come newest first and are read oldest first, with what arrives meanwhile', () => {
  const state = after(
    openThread(null),
    sent(message(5)),
    page([message(4), message(3)], { nextCursor: 'older', readSeq: 3 }),
    page([message(2), message(1)], { readSeq: 5 }),
  );
  expect(textsOf(state)).toEqual(['Text 1', 'Text 2', 'Text 3', 'Text 4', 'Text 5']);
  expect([state.cursor, state.readSeq, state.me]).toEqual([null, 3, 'me']);
});

test('what was deleted does not come back with a page that was on its way, and is shown again when it is', () => {
  const state = after(openThread(null), gone('m1'), page([message(2), message(1)]));
  expect(textsOf(state)).toEqual(['Text 2']);
  expect(textsOf(after(state, sent(message(1))))).toEqual(['Text 1', 'Text 2']);
});

test('an edited text is not undone by an older answer', () => {
  const edited = message(1, { text: 'Better', editedAt: 9 });
  const update: FeedEvent = { type: 'message_updated', seq: 8, at: 9, message: edited };
  expect(textsOf(after(openThread(null), event(update), page([message(1)])))).toEqual(['Better']);
});

test('messages about a photo go with it, and are asked for again when it is back', () => {
  const about = message(2, { photoId: 'p' });
  const state = after(openThread(null), page([about, message(1)]), photoGone('p'));
  expect(textsOf(state)).toEqual(['Text 1']);
  const back: FeedEvent = { type: 'new_photo', seq: 92, at: 1, photo };
  expect(returning(state, [back])).toEqual(['p']);
  const again = after(state, event(back), { kind: 'told', messages: [about] });
  expect([textsOf(again), returning(again, [back])]).toEqual([['Text 1', 'Text 2'], []]);
});

test('beside one photo only what is about it is read', () => {
  const state = after(openThread('p'), sent(message(1)), sent(message(2, { photoId: 'p' })));
  expect(textsOf(state)).toEqual(['Text 2']);
});

test('somebody types until their message is there; one’s own other phone does not', () => {
  const me = { id: 'me', name: 'Me', team: false };
  const types = (sender: Message['sender']): ThreadFact => ({ kind: 'types', sender });
  const state = after(openThread(null), page([]), types(li), types(me));
  expect([...state.typing.keys()]).toEqual(['li']);
  expect(after(state, sent(message(1))).typing.size).toBe(0);
});
