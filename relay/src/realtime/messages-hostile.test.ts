import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { readMessages, sendMessage } from '../testing/messages.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';
import { TestSockets, join } from '../testing/sockets.ts';
import type { TestSocket } from '../testing/sockets.ts';

let relay: TestRelay;
let owner: TestUser;
let socket: TestSocket;
const sockets = new TestSockets();
beforeAll(async () => {
  relay = await startTestRelay();
  owner = await registerUser(relay);
  socket = await sockets.connect(relay.url);
  await join(socket, { sessionId: relay.sessionId, token: owner.loggedIn.accessToken });
});
afterAll(async () => {
  sockets.closeAll();
  await relay.stop();
});

/** Sends what no typed client would. */
async function ask(event: string, payload: unknown): Promise<unknown> {
  const emit: unknown = Reflect.get(socket, 'emit');
  if (typeof emit !== 'function') throw new Error('A socket that cannot emit.');
  return new Promise((resolve) => {
    Reflect.apply(emit, socket, [event, payload, resolve]);
  });
}

const id = uuid();
const HOSTILE: [string, unknown][] = [
  ['nothing', null],
  ['a word', 'text'],
  ['a list', [{ id, text: 'x' }]],
  ['no id', { text: 'x' }],
  ['no content', { id }],
  ['an empty text', { id, text: ' \u0000\u200b ' }],
  ['an id that is none', { id: '../../etc/passwd', text: 'x' }],
  ['an id that asks', { id: { $ne: null }, text: 'x' }],
  ['a text that is none', { id, text: { toString: 1 } }],
  ['a text too long', { id, text: 'x'.repeat(1_001) }],
  ['an image that is none', { id, text: 'x', imageId: "' or 1=1 --" }],
  ['a flag that is none', { id, text: 'x', announcement: 'true' }],
  ['a name that is none', { id, text: 'x', name: ['Li'] }],
  ['somebody else to be', { id, sender: { team: true }, name: '' }],
];

test.each(HOSTILE)(
  '%s is answered with what is wrong, over HTTP and over the socket',
  async (_what, payload) => {
    const path = `/api/sessions/${relay.sessionId}/messages`;
    const reply = await owner.call('POST', path, payload);
    expect(await failureOf(reply)).toEqual({ status: 400, code: 'invalid_request' });
    const event =
      typeof payload === 'object' && payload !== null && !Array.isArray(payload)
        ? { sessionId: relay.sessionId, ...payload }
        : payload;
    expect(await ask('send_message', event)).toMatchObject({ error: { code: 'invalid_request' } });
  },
);

test.each([
  ['PUT', '/api/messages/x', { text: 'x' }, 400],
  ['PUT', `/api/messages/${id}`, { text: 7 }, 400],
  ['PUT', `/api/messages/${id}`, { hidden: 'yes' }, 400],
  ['PUT', `/api/messages/${id}`, { text: 'x' }, 404],
  ['DELETE', `/api/messages/${id}`, undefined, 404],
  ['DELETE', '/api/messages/%00', undefined, 400],
] as const)('%s %s with %o answers %i in the one shape', async (method, path, body, status) => {
  expect((await failureOf(await owner.call(method, path, body))).status).toBe(status);
});

test('who only types nonsense is not heard, and the relay goes on', async () => {
  for (const payload of [null, 7, 'x', [], { sessionId: 7 }, { sessionId: uuid(), name: {} }]) {
    void ask('typing', payload);
  }
  void ask('typing', { sessionId: uuid(), name: 'Li' });
  const text = "<img src=x onerror=alert(1)> ' or 1=1 -- ${7*7} %s";
  const sent = await sendMessage(owner, relay.sessionId, { text });
  expect((await readMessages(owner, relay.sessionId)).messages).toEqual([sent]);
  expect(sent.text).toBe(text);
});
