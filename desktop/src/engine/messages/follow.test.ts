import { PictureLiveError } from '@picture-live/shared/errors';
import type { FeedEvent, Message, MessagePage } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followMessages, type FollowedMessages } from './follow.ts';

const PATIENCE = { timeout: 20_000 };
let at: MessagePage;
let isAway: boolean;
let asked: number;
let told: number[];
let stopping: AbortController;
let followed: FollowedMessages;

const message = (seq: number, changes: Partial<Message> = {}): Message => ({
  id: `019aa000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
  seq,
  sender: { id: 'guest', name: 'Li', team: false },
  text: `Message ${seq}`,
  createdAt: seq,
  ...changes,
});
const heard = (type: 'new_message' | 'message_updated', about: Message): FeedEvent => ({
  type,
  seq: about.seq,
  at: 1,
  message: about,
});
const texts = () => followed.inbox().messages.map(({ text }) => text);

beforeEach(() => {
  at = { messages: [message(2), message(1)], nextCursor: null, me: 'laptop', readSeq: 0 };
  [isAway, asked, told] = [false, 0, []];
  stopping = new AbortController();
  followed = followMessages({
    client: {
      async messages() {
        asked += 1;
        if (isAway) throw new PictureLiveError('relay_unreachable');
        return at;
      },
      async hideMessage(id, hidden) {
        if (isAway) throw new PictureLiveError('relay_unreachable');
        const found = at.messages.find((one) => one.id === id) ?? message(1);
        return { ...found, ...(hidden && { hidden }) };
      },
      async markMessagesRead(_sessionId, seq) {
        if (isAway) throw new PictureLiveError('relay_unreachable');
        told.push(seq);
        return seq;
      },
    },
    sessionId: 'session',
    random: () => 0,
    onChange: () => {},
    onError: (error) => {
      throw error;
    },
    signal: stopping.signal,
  });
});
afterEach(async () => {
  stopping.abort();
  await followed.stopped();
});

const known = () => vi.waitFor(() => expect(followed.status().heard).toBe(true), PATIENCE);

it('has what was written before, and what is written from then on', async () => {
  followed.joined();
  await known();
  followed.heard(heard('new_message', message(3)));
  followed.heard(heard('message_updated', message(1, { text: 'Changed' })));
  expect(texts()).toEqual(['Message 3', 'Message 2', 'Changed']);
  expect(followed.status().unread).toBe(3);
});

it('asks what became of a message that is gone: hidden or deleted', async () => {
  followed.joined();
  await known();
  at = { ...at, messages: [message(2, { hidden: true })] };
  followed.heard({ type: 'message_removed', seq: 3, at: 1, messageId: message(1).id });
  await vi.waitFor(() => expect(texts()).toEqual(['Message 2']), PATIENCE);
  expect(followed.status().unread, 'nobody need read what is hidden').toBe(0);
});

it('shows what it knew while the relay is away, and tells what was read when it is back', async () => {
  followed.joined();
  await known();
  isAway = true;
  await followed.read(2);
  await expect(followed.hide(message(1).id, true)).rejects.toThrow(PictureLiveError);
  expect([texts(), followed.status().unread]).toEqual([['Message 2', 'Message 1'], 0]);
  isAway = false;
  followed.joined();
  await vi.waitFor(() => expect(told).toEqual([2]), PATIENCE);
  await followed.hide(message(1).id, true);
  expect(followed.inbox().messages[1]).toMatchObject({ hidden: true });
});

it('tries again where the relay was away when it was asked', async () => {
  isAway = true;
  followed.joined();
  await vi.waitFor(() => expect(asked).toBeGreaterThan(0), PATIENCE);
  isAway = false;
  await known();
  expect(asked).toBeGreaterThan(1);
});
