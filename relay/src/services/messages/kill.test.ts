import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { FeedPage, LoggedIn } from '@picture-live/shared/protocol';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PASSWORD, TestCaller } from '../../testing/accounts.ts';
import { readMessages, trySending } from '../../testing/messages.ts';
import { DEVICE_TOKEN } from '../../testing/relay.ts';
import { spawnRelay, whenReady } from '../../testing/relay-process.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'relay-messages-'));
});
afterEach(() => rm(folder, { recursive: true }));

const account = { email: 'anna@studio.example', password: PASSWORD, name: 'Anna' };

async function enter(url: string, way: 'register' | 'login'): Promise<TestCaller> {
  const body = way === 'login' ? account : { ...account, invitationCode: DEVICE_TOKEN };
  const reply = await new TestCaller(url).call('POST', `/api/auth/${way}`, body);
  return new TestCaller(url, LoggedIn.parse(await reply.json()).accessToken);
}

test('a relay that is killed while people write loses nothing it answered and doubles nothing', async () => {
  const first = await spawnRelay(folder);
  const { url, sessionId } = await whenReady(first);
  const writer = await enter(url, 'register');
  const wanted = Array.from({ length: 8 }, (_, n) => ({ id: uuid(), text: `Message ${n}` }));
  const answered: string[] = [];
  const sending = wanted.map(async (message, n) => {
    const reply = await trySending(writer, sessionId, message);
    if (reply.ok) answered.push(message.text);
    // In the middle of it.
    if (n === 3) first.child.kill('SIGKILL');
  });
  await Promise.allSettled(sending);
  expect(await first.ended).toBe('SIGKILL');

  const second = await spawnRelay(folder);
  const again = await whenReady(second);
  const reader = await enter(again.url, 'login');
  const kept = (await readMessages(reader, sessionId)).messages.map((message) => message.text);
  expect(kept).toEqual(expect.arrayContaining(answered));
  for (const message of wanted) {
    expect((await trySending(reader, sessionId, message)).ok).toBe(true);
  }
  const now = (await readMessages(reader, sessionId)).messages.map((message) => message.text);
  expect(now.toSorted((a, b) => a.localeCompare(b))).toEqual(wanted.map(({ text }) => text));
  const reply = await reader.call('GET', `/api/sessions/${sessionId}/feed`);
  const { events } = FeedPage.parse(await reply.json());
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
  expect(events.filter((event) => event.type === 'new_message')).toHaveLength(wanted.length);
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
}, 60_000);
