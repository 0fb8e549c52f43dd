import { once } from 'node:events';
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ClientToServerEvents, Message, ServerToClientEvents } from '../protocol/index.ts';
import { enterRoom, type Room, type RoomOptions } from './room.ts';

const ID = '01931b9e-3b60-7000-8000-000000000001';
const PATIENCE = { timeout: 20_000, interval: 10 };

const message: Message = {
  id: ID,
  seq: 1,
  sender: { id: 'x', name: 'Li', team: false },
  text: 'Hello',
  createdAt: 0,
};

/** A relay's room, with what it was asked. */
const asked = { tokens: [] as (string | undefined)[], typing: 0 };
/** What is left of the token that joins, in milliseconds. */
let endsIn: number | null = null;
let answersMessages = true;
let baseUrl: string;
let close: () => Promise<void>;
let room: Room | null = null;

beforeEach(async () => {
  Object.assign(asked, { tokens: [], typing: 0 });
  [endsIn, answersMessages] = [null, true];
  const http = createServer();
  const io = new Server<ClientToServerEvents, ServerToClientEvents>(http);
  io.on('connection', (socket) => {
    socket.on('join_session', ({ token }, ack) => {
      asked.tokens.push(token);
      ack({ ok: true, value: { lastSeq: 0, era: '', viewers: 1, paintShare: 1, endsIn } });
    });
    socket.on('typing', () => (asked.typing += 1));
    socket.on('send_message', ({ text }, ack) => {
      if (!answersMessages) socket.disconnect(true);
      else if (text === 'no') ack({ ok: false, error: { code: 'forbidden', message: 'No.' } });
      else ack({ ok: true, value: message });
    });
  });
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const address = http.address();
  baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  close = () => io.close();
});
afterEach(async () => {
  room?.leave();
  await close();
});

async function enter(token: RoomOptions['token']): Promise<Room> {
  const onJoined = vi.fn<RoomOptions['onJoined']>();
  room = enterRoom({
    baseUrl,
    sessionId: ID,
    deviceToken: undefined,
    token,
    onJoined,
    onEvent: () => {},
    onUnclear: () => {},
    onPresence: () => {},
    onPainted: () => {},
    onLeft: () => {},
    random: () => 0,
  });
  await vi.waitFor(() => expect(onJoined).toHaveBeenCalled(), PATIENCE);
  return room;
}

test('a token that is about to run out is replaced without leaving the room', async () => {
  const tokens = ['first', 'second', 'third'];
  // A moment more than the time at which a fresh one is fetched.
  endsIn = 20_050;
  await enter(async () => {
    if (tokens.length === 2) endsIn = null;
    return tokens.shift() ?? null;
  });
  await vi.waitFor(() => expect(asked.tokens).toEqual(['first', 'second']), PATIENCE);
});

test('nobody in particular joins without a token', async () => {
  await enter(async () => null);
  expect(asked.tokens).toEqual([undefined]);
});

test('a message comes back as the relay has it, a refusal as its error', async () => {
  const { send } = await enter(async () => 'token');
  expect(await send({ id: ID, text: 'Hello' })).toEqual(message);
  await expect(send({ id: ID, text: 'no' })).rejects.toMatchObject({ code: 'forbidden' });
  answersMessages = false;
  await expect(send({ id: ID, text: 'Hello' })).rejects.toMatchObject({
    code: 'relay_unreachable',
    retry: true,
  });
});

test('however fast somebody types, the relay hears of it once in a while', async () => {
  const { typing, send } = await enter(async () => 'token');
  for (let key = 0; key < 100; key += 1) typing('Li');
  await send({ id: ID, text: 'Hello' });
  expect(asked.typing).toBe(1);
});
