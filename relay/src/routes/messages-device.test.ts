import { Message } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEVICE_TOKEN, startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { TestCaller, registerUser } from '../testing/accounts.ts';
import { readMessages, sendMessage, trySending } from '../testing/messages.ts';
import { failureOf } from '../testing/replies.ts';
import { changeSession, letInGuest } from '../testing/sessions.ts';

let relay: TestRelay;
let id: string;
let laptop: TestCaller;
let guest: TestCaller;
beforeEach(async () => {
  relay = await startTestRelay({ registration: 'open' });
  const owner = await registerUser(relay);
  id = relay.sessionId;
  await changeSession(owner, id, { title: 'Anna & Li', switches: { comments: true } });
  laptop = new TestCaller(relay.url, DEVICE_TOKEN);
  guest = await letInGuest(relay.url, id);
});
afterEach(() => relay.stop());

const hide = (message: Message, hidden: boolean) =>
  laptop.call('PUT', `/api/messages/${message.id}`, { hidden });

test('what the laptop announces is read by guests under the name of the session', async () => {
  const reply = await trySending(laptop, id, { text: 'Cake at nine.', announcement: true });
  expect(reply.status).toBe(201);
  const { messages } = await readMessages(guest, id);
  expect(messages).toMatchObject([
    { text: 'Cake at nine.', announcement: true, sender: { name: 'Anna & Li', team: true } },
  ]);
});

test('an announcement of the laptop arrives however much the guests write', async () => {
  const replies = await Promise.all(
    Array.from({ length: 12 }, () => trySending(guest, id, { text: 'Hi', name: 'Li' })),
  );
  expect(replies.some(({ status }) => status === 429)).toBe(true);
  expect((await trySending(laptop, id, { announcement: true })).status).toBe(201);
});

test('the laptop hides what a guest wrote, still sees it, and shows it again', async () => {
  const message = await sendMessage(guest, id);
  expect((await hide(message, true)).status).toBe(200);
  expect((await readMessages(guest, id)).messages).toEqual([]);
  const seen = await laptop.call('GET', `/api/sessions/${id}/messages?includeHidden=true`);
  expect(await seen.json()).toMatchObject({ messages: [{ id: message.id, hidden: true }] });
  expect((await hide(message, false)).status).toBe(200);
  expect((await readMessages(guest, id)).messages).toHaveLength(1);
});

test('the laptop is nobody among the guests and deletes nothing of theirs', async () => {
  expect(await failureOf(await trySending(laptop, id))).toMatchObject({ code: 'forbidden' });
  const message = await sendMessage(guest, id);
  expect((await laptop.call('DELETE', `/api/messages/${message.id}`)).status).toBe(403);
});

test('the laptop knows which announcements are its own, and up to where it was read there', async () => {
  await sendMessage(guest, id);
  const sent = await trySending(laptop, id, { announcement: true });
  const own = Message.parse(await sent.json());
  expect(await readMessages(laptop, id)).toMatchObject({ me: own.sender.id, readSeq: 0 });
  const read = await laptop.call('PUT', `/api/sessions/${id}/messages/read`, { seq: own.seq });
  expect(read.status).toBe(200);
  expect(await readMessages(laptop, id)).toMatchObject({ readSeq: own.seq });
  expect(await readMessages(guest, id), 'each for themselves').toMatchObject({ readSeq: 0 });
});
