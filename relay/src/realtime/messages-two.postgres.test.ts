import type { FeedEvent, MessagesRead, Typing } from '@picture-live/shared/protocol';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { TestCaller, registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { readMessages, sendMessage, trySending } from '../testing/messages.ts';
import { RedisServer, findRedis } from '../testing/redis-server.ts';
import { changeSession, letInGuest } from '../testing/sessions.ts';
import { TestSockets, collectEvents, join, settle } from '../testing/sockets.ts';
import type { TestSocket } from '../testing/sockets.ts';
import { startTwoRelays } from '../testing/two-relays.ts';
import type { TwoRelays } from '../testing/two-relays.ts';

const program = await findRedis();
const PATIENCE = { timeout: 25_000, interval: 50 };

let relays: TwoRelays;
let owner: TestUser;
const sockets = new TestSockets();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  sockets.closeAll();
  for (const close of closing.splice(0).toReversed()) await close();
});

async function start(redis: RedisServer | null): Promise<void> {
  relays = await startTwoRelays(redis?.settings ?? null);
  closing.push(relays.stop);
  owner = await registerUser(relays.here);
  await changeSession(owner, relays.here.sessionId, { switches: { comments: true } });
}

async function openPage(url: string, token: string | null = null): Promise<TestSocket> {
  const socket = await sockets.connect(url);
  await join(socket, { sessionId: relays.here.sessionId, ...(token !== null && { token }) });
  return socket;
}

const texts = (events: FeedEvent[]): string[] =>
  events.map((event) => ('message' in event ? event.message.text : event.type));

describe.skipIf(program === null)('on two relays', () => {
  test('people write to each other, and a person has both of their devices in step', async () => {
    const redis = await RedisServer.start(program ?? { file: '', env: {} });
    closing.push(() => redis.remove());
    await start(redis);
    const { here, there } = relays;
    const { sessionId } = here;
    const guest = await letInGuest(there.url, sessionId);
    const phone = await openPage(there.url, guest.token);
    const [desk, laptop] = [
      await openPage(here.url, owner.token),
      await openPage(there.url, owner.token),
    ];
    const heard = [phone, desk, laptop].map(collectEvents);
    const typing: Typing[] = [];
    const read: MessagesRead[] = [];
    desk.on('typing', (news) => typing.push(news));
    phone.on('typing', (news) => typing.push(news));
    laptop.on('messages_read', (news) => read.push(news));

    phone.emit('typing', { sessionId, name: 'Li' });
    const { seq, id } = await sendMessage(guest, sessionId);
    await vi.waitFor(() => expect(typing).toMatchObject([{ sender: { name: 'Li' } }]), PATIENCE);
    await changeSession(owner, sessionId, { switches: { comments: false } });
    await sendMessage(owner, sessionId, { text: 'Among us' });
    await owner.call('PUT', `/api/sessions/${sessionId}/messages/read`, { seq });
    const inside = ['Hello', 'session_updated', 'Among us'];
    const outside = ['Hello', 'session_updated', 'message_removed'];
    for (const [n, expected] of [outside, inside, inside].entries()) {
      await vi.waitFor(() => expect(texts(heard[n] ?? [])).toEqual(expected), PATIENCE);
    }
    await vi.waitFor(() => expect(read).toEqual([{ sessionId, seq }]), PATIENCE);
    // The next try comes through the other relay.
    const again = new TestCaller(here.url, guest.token);
    await changeSession(owner, sessionId, { switches: { comments: true } });
    expect((await trySending(again, sessionId, { id })).status).toBe(200);
    expect((await readMessages(again, sessionId)).messages).toHaveLength(2);
  });
});

test('two relays that nothing connects still tell every message, in both versions', async () => {
  await start(null);
  const { here, there } = relays;
  await changeSession(owner, here.sessionId, { switches: { comments: false } });
  const [visitor, member] = [await openPage(there.url), await openPage(there.url, owner.token)];
  const heard = [visitor, member].map(collectEvents);
  await sendMessage(owner, here.sessionId, { text: 'Among us' });
  await sendMessage(owner, here.sessionId, { text: 'The bus leaves', announcement: true });
  const expected = [
    ['message_removed', 'The bus leaves'],
    ['Among us', 'The bus leaves'],
  ];
  await vi.waitFor(() => expect(heard.map(texts)).toEqual(expected), PATIENCE);
  await settle(visitor);
  expect(heard.map((events) => events.length)).toEqual([2, 2]);
});
