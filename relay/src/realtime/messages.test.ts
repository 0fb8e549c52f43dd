import type {
  Ack,
  FeedEvent,
  Message,
  MessagesRead,
  SendMessageEvent,
  Typing,
} from '@picture-live/shared/protocol';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { sendMessage, textsOf } from '../testing/messages.ts';
import { withDatabase } from '../testing/neighbours.ts';
import { DEVICE_TOKEN, startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { changeSession, createSession, letInGuest } from '../testing/sessions.ts';
import { TestSockets, collectEvents, join, settle } from '../testing/sockets.ts';
import type { TestSocket } from '../testing/sockets.ts';

const PATIENCE = { timeout: 20_000, interval: 20 };

let relay: TestRelay;
let owner: TestUser;
let id: string;
const sockets = new TestSockets();
beforeEach(async () => {
  relay = await startTestRelay({ registration: 'open' });
  owner = await registerUser(relay);
  id = relay.sessionId;
  await changeSession(owner, id, { switches: { comments: true } });
});
afterEach(async () => {
  sockets.closeAll();
  await relay.stop();
});

/** A socket in the session as the holder of a token, or as nobody in particular. */
async function enter(token: string | null = null, sessionId = id): Promise<TestSocket> {
  const socket = await sockets.connect(relay.url);
  const joined = await join(socket, { sessionId, ...(token !== null && { token }) });
  if (!joined.ok) throw new Error(joined.error.code);
  return socket;
}

const guestToken = async (): Promise<string> => (await letInGuest(relay.url, id)).access.token;

async function emit(socket: TestSocket, wanted: Partial<SendMessageEvent> = {}) {
  const message = { sessionId: id, id: uuid(), text: 'Hello', name: 'Li', ...wanted };
  return new Promise<Ack<Message>>((resolve) => socket.emit('send_message', message, resolve));
}

function typedTo(socket: TestSocket): Typing[] {
  const heard: Typing[] = [];
  socket.on('typing', (typing) => heard.push(typing));
  return heard;
}

/** What an event says that its reader cares for. */
function gist(event: FeedEvent): string {
  return 'message' in event ? `${event.type} ${event.message.text}` : event.type;
}

test('a message is on every screen in the same order, on all devices of its sender too', async () => {
  const token = await guestToken();
  const screens = [await enter(token), await enter(token), await enter(), await enter(owner.token)];
  const heard = screens.map(collectEvents);
  const [phone] = screens;
  if (phone === undefined) throw new Error('No phone.');
  const wanted = { id: uuid(), text: 'From the phone' };
  const [first, again] = [await emit(phone, wanted), await emit(phone, wanted)];
  expect(first).toMatchObject({ ok: true, value: { text: 'From the phone' } });
  expect(again).toEqual(first);
  await sendMessage(owner, id, { text: 'Over HTTP' });
  for (const [index, socket] of screens.entries()) {
    await settle(socket);
    expect(heard[index]?.map(gist)).toEqual([
      'new_message From the phone',
      'new_message Over HTTP',
    ]);
  }
});

test('a hidden message leaves every screen at once, an edited one changes on it', async () => {
  const guest = await letInGuest(relay.url, id);
  const screen = await enter();
  const heard = collectEvents(screen);
  const message = await sendMessage(guest, id, { text: 'Helo' });
  await guest.call('PUT', `/api/messages/${message.id}`, { text: 'Hello' });
  await owner.call('PUT', `/api/messages/${message.id}`, { hidden: true });
  await owner.call('PUT', `/api/messages/${message.id}`, { hidden: false });
  await guest.call('DELETE', `/api/messages/${message.id}`);
  await settle(screen);
  expect(heard.map(gist)).toEqual([
    'new_message Helo',
    'message_updated Hello',
    'message_removed',
    'new_message Hello',
    'message_removed',
  ]);
});

test('without comments visitors are told the place of a message and not its words', async () => {
  await changeSession(owner, id, { switches: { comments: false } });
  const laptop = await sockets.connect(relay.url);
  await join(laptop, { sessionId: id, deviceToken: DEVICE_TOKEN });
  const [visitor, guest] = [await enter(), await enter(await guestToken())];
  const screens = [visitor, guest, laptop, await enter(owner.token)];
  const heard = screens.map(collectEvents);
  const said = await sendMessage(owner, id, { text: 'Among us' });
  await sendMessage(owner, id, { text: 'The bus leaves', announcement: true });
  for (const socket of screens) await settle(socket);
  const outside = ['message_removed', 'new_message The bus leaves'];
  const inside = ['new_message Among us', 'new_message The bus leaves'];
  expect(heard.map((events) => events.map(gist))).toEqual([outside, outside, inside, inside]);
  for (const events of heard) expect(events[0]?.seq).toBe(said.seq);
  expect(await emit(guest)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
});

test('sending needs a seat in that session and a name', async () => {
  const other = await createSession(owner, { switches: { comments: true } });
  const elsewhere = await enter(null, other.id);
  expect(await emit(elsewhere)).toMatchObject({ error: { code: 'forbidden' } });
  expect(await emit(await enter())).toMatchObject({ error: { code: 'unauthorized' } });
  const guest = await enter(await guestToken());
  expect(await emit(guest, { sessionId: other.id })).toMatchObject({
    error: { code: 'forbidden' },
  });
  expect(await emit(guest, { announcement: true })).toMatchObject({ error: { code: 'forbidden' } });
  expect(await textsOf(owner, id)).toEqual([]);
});

test('others see that somebody types, they themselves do not, and nothing is kept', async () => {
  const token = await guestToken();
  const [phone, tablet] = [await enter(token), await enter(token)];
  const [visitor, desk] = [await enter(), await enter(owner.token)];
  const heard = [phone, tablet, visitor, desk].map(typedTo);
  // Nobody can be told who it is.
  phone.emit('typing', { sessionId: id });
  phone.emit('typing', { sessionId: id, name: 'Li' });
  for (const others of [heard[2], heard[3]]) {
    await vi.waitFor(() => expect(others).toHaveLength(1), PATIENCE);
  }
  for (const own of [phone, tablet]) await settle(own);
  const sender = { name: 'Li', team: false };
  const told = [{ sessionId: id, sender }];
  expect(heard).toMatchObject([[], [], told, told]);
  await withDatabase(relay, async (db) => {
    expect(await db.selectFrom('messages').selectAll().execute()).toEqual([]);
  });
});

test('who types on and on is heard now and then; who may not write is not heard', async () => {
  const [phone, visitor] = [await enter(await guestToken()), await enter()];
  const heard = typedTo(visitor);
  const heardByGuest = typedTo(phone);
  visitor.emit('typing', { sessionId: id, name: 'Nobody' });
  for (let key = 0; key < 30; key += 1) phone.emit('typing', { sessionId: id, name: 'Li' });
  // By then each of them was looked at: sockets are served in order.
  await emit(phone, { text: 'Done' });
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(0), PATIENCE);
  await settle(visitor);
  expect(heard.length).toBeLessThan(10);
  expect(heardByGuest).toEqual([]);
});

test('what is read on one device is read on the others, and nobody else learns of it', async () => {
  const message = await sendMessage(owner, id);
  const [phone, desk, visitor] = [
    await enter(owner.token),
    await enter(owner.token),
    await enter(),
  ];
  const heard: MessagesRead[] = [];
  const told = (): Promise<MessagesRead> =>
    new Promise((resolve) => phone.once('messages_read', resolve));
  visitor.on('messages_read', (read) => heard.push(read));
  const [both] = await Promise.all([
    Promise.all([told(), new Promise((resolve) => desk.once('messages_read', resolve))]),
    owner.call('PUT', `/api/sessions/${id}/messages/read`, { seq: message.seq }),
  ]);
  const read = { sessionId: id, seq: message.seq };
  expect(both).toEqual([read, read]);
  await settle(visitor);
  expect(heard).toEqual([]);
});
