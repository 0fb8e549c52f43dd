import type { Message, MessageEvent } from '@picture-live/shared/protocol';
import { expect, test } from 'vitest';
import { nextAnnouncements, readingMs, type Announcements } from './announcements.ts';

const NOW = 1_000_000_000;
const message = (id: string, changes: Partial<Message> = {}): Message => ({
  id,
  seq: 1,
  sender: { id: 's', name: 'Anna', team: true },
  text: `The cake is cut in ${id} minutes`,
  createdAt: NOW - 1_000,
  announcement: true,
  ...changes,
});
const sent = (one: Message): MessageEvent => ({ type: 'new_message', seq: 1, at: 0, message: one });
const changed = (one: Message): MessageEvent => ({
  type: 'message_updated',
  seq: 1,
  at: 0,
  message: one,
});
const run = (...events: MessageEvent[]): string[] =>
  events
    .reduce<Announcements>((before, event) => nextAnnouncements(before, event, NOW), [])
    .map(({ text }) => text);

test('announcements are shown one after the other; what guests write is not', () => {
  expect(run(sent(message('5')), sent(message('9', { announcement: false })))).toEqual([
    'The cake is cut in 5 minutes',
  ]);
  expect(run(...['1', '2', '3', '4'].map((id) => sent(message(id))))).toHaveLength(3);
});

test('one that is changed, hidden or taken back is so on the wall at once', () => {
  const first = sent(message('5'));
  expect(run(first, changed(message('5', { text: 'Now!' })))).toEqual(['Now!']);
  expect(run(first, changed(message('5', { hidden: true })))).toEqual([]);
  expect(run(first, { type: 'message_removed', seq: 2, at: 0, messageId: '5' })).toEqual([]);
});

test('what was announced while the wall was cut off for long is no news any more', () => {
  expect(run(sent(message('5', { createdAt: NOW - 3_600_000 })))).toEqual([]);
  expect(run(changed(message('5')))).toEqual([]);
});

test('a long one stays longer, within reason', () => {
  expect(readingMs(message('5', { text: 'Cake!' }))).toBe(12_000);
  expect(readingMs(message('5', { text: 'x'.repeat(200) }))).toBe(25_000);
  expect(readingMs(message('5', { text: 'x'.repeat(5_000) }))).toBe(45_000);
});
