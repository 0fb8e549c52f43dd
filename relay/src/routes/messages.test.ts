import { FeedPage, Message, MessagesRead } from '@picture-live/shared/protocol';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EDITABLE_MS } from '../services/messages/change.ts';
import { TestCaller, addMember, registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { readMessages, sendMessage, textsOf, trySending } from '../testing/messages.ts';
import { withDatabase } from '../testing/neighbours.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';
import { changeSession, createSession, letInGuest } from '../testing/sessions.ts';

let relay: TestRelay;
let owner: TestUser;
let guest: TestCaller;
let id: string;
beforeEach(async () => {
  relay = await startTestRelay({ registration: 'open' });
  owner = await registerUser(relay);
  id = relay.sessionId;
  await changeSession(owner, id, { switches: { comments: true } });
  guest = await letInGuest(relay.url, id);
});
afterEach(() => relay.stop());

async function feedOf(who: TestCaller): Promise<FeedPage['events']> {
  const reply = await who.call('GET', `/api/sessions/${id}/feed`);
  return FeedPage.parse(await reply.json()).events;
}

const change = (who: TestCaller, message: Message, wanted: object) =>
  who.call('PUT', `/api/messages/${message.id}`, wanted);
const remove = (who: TestCaller, message: Message) =>
  who.call('DELETE', `/api/messages/${message.id}`);

test('a message is sent once, however often it is asked for', async () => {
  const wanted = { id: uuid(), text: 'Hello' };
  const first = await trySending(guest, id, wanted);
  const again = await trySending(guest, id, { ...wanted, text: 'Hello?' });
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(await again.json()).toEqual(await first.json());
  const together = { id: uuid(), text: 'At once' };
  const replies = await Promise.all([1, 2, 3, 4].map(() => trySending(guest, id, together)));
  expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1);
  expect(await textsOf(guest, id)).toEqual(['At once', 'Hello']);
  expect((await feedOf(guest)).map((event) => event.type)).toEqual([
    'session_updated',
    'new_message',
    'new_message',
  ]);
});

test('nobody takes over an id, in this session or from another one', async () => {
  const { id: taken } = await sendMessage(guest, id);
  const other = await createSession(owner, { switches: { comments: true } });
  for (const [who, where] of [
    [owner, id],
    [owner, other.id],
    [guest, id],
  ] as const) {
    const reply = await trySending(who, where, { id: taken });
    if (who === guest) expect(reply.status).toBe(200);
    else expect(await failureOf(reply)).toEqual({ status: 409, code: 'message_id_taken' });
  }
});

test('the list goes on where it left off, in either direction', async () => {
  for (const text of ['a', 'b', 'c', 'd', 'e']) await sendMessage(guest, id, { text });
  const newest = await readMessages(guest, id, '?limit=2');
  const older = await readMessages(guest, id, `?limit=9&after=${newest.nextCursor}`);
  expect([...newest.messages, ...older.messages].map(({ text }) => text).join('')).toBe('edcba');
  expect(older.nextCursor).toBeNull();
  const oldest = await readMessages(guest, id, '?order=oldest&limit=3');
  const newer = await readMessages(guest, id, `?order=oldest&after=${oldest.nextCursor}`);
  expect([...oldest.messages, ...newer.messages].map(({ text }) => text).join('')).toBe('abcde');
  const wrong = await guest.call('GET', `/api/sessions/${id}/messages?after=nonsense`);
  expect(await failureOf(wrong)).toEqual({ status: 400, code: 'invalid_request' });
});

test('a guest says their name once, accounts have theirs, and nobody sees an address', async () => {
  const nameless = await trySending(guest, id, { name: undefined });
  expect(await failureOf(nameless)).toEqual({ status: 400, code: 'name_required' });
  const first = await sendMessage(guest, id, { name: '  Aunt\n May ' });
  const second = await sendMessage(guest, id, { name: undefined });
  expect([first.sender.name, second.sender.name]).toEqual(['Aunt May', 'Aunt May']);
  expect(second.sender.id).toBe(first.sender.id);
  expect((await readMessages(guest, id)).me).toBe(first.sender.id);

  const address = await trySending(guest, id, { name: 'may@family.example' });
  expect(await failureOf(address)).toEqual({ status: 400, code: 'invalid_request' });
  const user = await registerUser(relay, { email: 'b@x.example', name: 'bob@x.example' });
  const fromUser = await sendMessage(user, id, { name: 'The boss' });
  expect(fromUser.sender).toMatchObject({ name: 'bob', team: false });
  expect((await sendMessage(owner, id)).sender).toMatchObject({ name: 'Anna', team: true });
});

test('the same person has another id in every session', async () => {
  const other = await createSession(owner, { switches: { comments: true } });
  const [here, there] = [await sendMessage(owner, id), await sendMessage(owner, other.id)];
  expect(here.sender.id).not.toBe(there.sender.id);
  expect(JSON.stringify(here)).not.toContain(owner.id);
});

test('an author corrects their words for a while, and takes them back at any time', async () => {
  const message = await sendMessage(guest, id, { text: 'Helo' });
  const edited = Message.parse(await (await change(guest, message, { text: 'Hello' })).json());
  expect(edited).toMatchObject({ text: 'Hello', seq: message.seq });
  expect(edited.editedAt).toBeTypeOf('number');
  // The reply was lost: the same change once more is no news.
  expect((await change(guest, message, { text: 'Hello' })).status).toBe(200);
  const empty = await change(guest, message, { text: ' ' });
  expect(await failureOf(empty)).toEqual({ status: 400, code: 'invalid_request' });

  await withDatabase(relay, (db) =>
    db
      .updateTable('messages')
      .set({ created_at: Date.now() - EDITABLE_MS - 1_000 })
      .execute(),
  );
  const late = await change(guest, message, { text: 'Hello!' });
  expect(await failureOf(late)).toEqual({ status: 409, code: 'message_too_old' });
  for (let time = 0; time < 2; time += 1) expect((await remove(guest, message)).status).toBe(204);
  const gone = await change(guest, message, { text: 'Hello!' });
  expect(await failureOf(gone)).toEqual({ status: 410, code: 'message_gone' });
  const resent = await trySending(guest, id, { id: message.id });
  expect(await failureOf(resent)).toEqual({ status: 410, code: 'message_gone' });
  const kept = await withDatabase(relay, (db) => db.selectFrom('messages').selectAll().execute());
  expect(kept.map(({ text, state }) => ({ text, state }))).toEqual([
    { text: '', state: 'deleted' },
  ]);
  expect((await feedOf(guest)).map((event) => event.type)).toEqual([
    'session_updated',
    'message_removed',
    'message_removed',
    'message_removed',
  ]);
});

test('a hidden message is gone for all but members, and showing it brings it back', async () => {
  const moderator = await registerUser(relay, { email: 'm@x.example', name: 'Mo' });
  await addMember(relay, id, moderator.id, 'moderator');
  const rude = await sendMessage(guest, id, { text: 'Rude' });
  const nice = await sendMessage(guest, id, { text: 'Nice' });
  const hidden = await change(moderator, rude, { hidden: true });
  expect(await hidden.json()).toMatchObject({ text: 'Rude', hidden: true });
  for (const who of [guest, owner, new TestCaller(relay.url)]) {
    expect(await textsOf(who, id)).toEqual(['Nice']);
  }
  expect(await textsOf(owner, id, '?includeHidden=true')).toEqual(['Nice', 'Rude']);
  const curious = await guest.call('GET', `/api/sessions/${id}/messages?includeHidden=true`);
  expect(await failureOf(curious)).toEqual({ status: 403, code: 'forbidden' });
  expect(JSON.stringify(await feedOf(owner))).not.toContain('Rude');
  expect(await failureOf(await change(guest, rude, { text: 'Ruder' }))).toMatchObject({
    code: 'message_gone',
  });
  const stranger = await letInGuest(relay.url, id);
  expect(await failureOf(await change(stranger, rude, {}))).toMatchObject({ code: 'not_found' });

  await change(owner, rude, { hidden: false });
  expect(await textsOf(guest, id)).toEqual(['Nice', 'Rude']);
  const events = await feedOf(guest);
  expect(events.map((event) => event.type).slice(1)).toEqual([
    'new_message',
    'new_message',
    'new_message',
    'new_message',
  ]);
  expect((await remove(moderator, nice)).status).toBe(204);
  expect(await textsOf(guest, id, '')).toEqual(['Rude']);
});

test('what moderators do is written down, without the words', async () => {
  const message = await sendMessage(guest, id, { text: 'Rude' });
  await change(owner, message, { hidden: true });
  await remove(owner, message);
  await remove(guest, await sendMessage(guest, id));
  const entries = await withDatabase(relay, (db) =>
    db
      .selectFrom('audit_entries')
      .select(['subjects', 'details', 'session_id'])
      .where('action', '=', 'message_moderated')
      .orderBy('id')
      .execute(),
  );
  const about = { subjects: JSON.stringify([message.id]), session_id: id };
  expect(entries).toEqual([
    { ...about, details: '{"state":"hidden"}' },
    { ...about, details: '{"state":"deleted"}' },
  ]);
});

test('without comments guests read announcements and no more, everywhere', async () => {
  const said = await sendMessage(guest, id, { text: 'Said before' });
  await changeSession(owner, id, { switches: { comments: false } });
  await sendMessage(owner, id, { text: 'Among us' });
  await sendMessage(owner, id, { text: 'The bus leaves', announcement: true });
  expect(await textsOf(guest, id)).toEqual(['The bus leaves']);
  expect(await textsOf(owner, id)).toEqual(['The bus leaves', 'Among us', 'Said before']);
  expect(await textsOf(owner, id, '?announcements=true')).toEqual(['The bus leaves']);
  const [theirs, ours] = [await feedOf(guest), await feedOf(owner)];
  expect(theirs.map((event) => event.seq)).toEqual(ours.map((event) => event.seq));
  expect(theirs.map((event) => event.type)).toEqual([
    'session_updated',
    'message_removed',
    'session_updated',
    'message_removed',
    'new_message',
  ]);
  expect(await failureOf(await trySending(guest, id))).toEqual({ status: 403, code: 'forbidden' });
  const other = await letInGuest(relay.url, id);
  expect(await failureOf(await remove(other, said))).toEqual({ status: 404, code: 'not_found' });
  // One's own words can be taken back all the same.
  expect((await remove(guest, said)).status).toBe(204);
});

test('what was read on one device is read on all, and never unread', async () => {
  const [first, second] = [await sendMessage(guest, id), await sendMessage(guest, id)];
  const read = async (seq: number, who: TestCaller = owner): Promise<number> => {
    const reply = await who.call('PUT', `/api/sessions/${id}/messages/read`, { seq });
    return MessagesRead.parse(await reply.json()).seq;
  };
  expect(await read(second.seq)).toBe(second.seq);
  expect(await read(first.seq)).toBe(second.seq);
  expect(await read(1e9)).toBe(second.seq);
  expect((await readMessages(owner, id)).readSeq).toBe(second.seq);
  expect((await readMessages(guest, id)).readSeq).toBe(0);
  const nobody = new TestCaller(relay.url);
  const refused = await nobody.call('PUT', `/api/sessions/${id}/messages/read`, { seq: 1 });
  expect(await failureOf(refused)).toEqual({ status: 401, code: 'unauthorized' });
});

test('who writes too fast is told how long to wait, and an announcement still comes through', async () => {
  const wanted = { id: uuid(), text: 'Hello' };
  await trySending(guest, id, wanted);
  const replies = await Promise.all(Array.from({ length: 15 }, () => trySending(guest, id)));
  const limited = replies.filter((reply) => reply.status === 429);
  expect(limited.length).toBeGreaterThan(0);
  expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  // What had been sent already is answered, not counted.
  expect((await trySending(guest, id, wanted)).status).toBe(200);
  expect((await trySending(owner, id, { announcement: true })).status).toBe(201);
});
