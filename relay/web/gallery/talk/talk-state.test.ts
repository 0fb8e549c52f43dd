import type { FeedEvent, Message } from '@picture-live/shared/protocol';
import { expect, test } from 'vitest';
import { hasUnread, nextTalk, openTalk, type TalkState } from './talk-state.ts';

const anna = { id: 'anna', name: 'Anna', team: true };

function announced(seq: number, text = `Announcement ${seq}`): Message {
  return { id: `m${seq}`, seq, sender: anna, text, createdAt: seq, announcement: true };
}

const hear = (state: TalkState, event: FeedEvent) => nextTalk(state, { kind: 'event', event });
const sent = (message: Message): FeedEvent => ({
  type: 'new_message',
  seq: message.seq,
  at: 1,
  message,
});
const NOTHING = openTalk({ announcement: null, newestSeq: 0 }, { readSeq: 0, putAway: [] });

test('the newest announcement is shown until it is put away, also after a reload', () => {
  const shown = hear(hear(NOTHING, sent(announced(1))), sent(announced(2)));
  expect(shown.announcement?.text).toBe('Announcement 2');
  const away = nextTalk(shown, { kind: 'put_away', id: 'm2' });
  expect(away.announcement).toBeNull();
  const reloaded = openTalk({ announcement: announced(2), newestSeq: 2 }, away);
  expect(reloaded.announcement).toBeNull();
  expect(hear(reloaded, sent(announced(3))).announcement?.text).toBe('Announcement 3');
});

test('an announcement follows what becomes of it', () => {
  const shown = hear(NOTHING, sent(announced(1)));
  const message = announced(1, 'Cake at nine');
  const changed = hear(shown, { type: 'message_updated', seq: 2, at: 2, message });
  expect(changed.announcement?.text).toBe('Cake at nine');
  const gone: FeedEvent = { type: 'message_removed', seq: 3, at: 3, messageId: 'm1' };
  expect(hear(changed, gone).announcement).toBeNull();
});

test('one about a photo goes with the photo', () => {
  const shown = hear(NOTHING, sent({ ...announced(1), photoId: 'p' }));
  expect(
    hear(shown, { type: 'photo_removed', seq: 2, at: 2, photoId: 'p' }).announcement,
  ).toBeNull();
});

test('what was not read is marked until it is', () => {
  const unread = hear(NOTHING, sent({ ...announced(4), announcement: false }));
  expect([hasUnread(NOTHING), hasUnread(unread), unread.announcement]).toEqual([false, true, null]);
  const read = nextTalk(unread, { kind: 'read', seq: 4 });
  expect([hasUnread(read), hasUnread(nextTalk(read, { kind: 'read', seq: 1 }))]).toEqual([
    false,
    false,
  ]);
});
