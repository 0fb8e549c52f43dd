import {
  createAuth,
  followSession,
  messageClient,
  sessionClient,
  tokensInMemory,
} from '@picture-live/shared/client';
import type { Auth, FollowOptions, SessionFollower, UserCall } from '@picture-live/shared/client';
import type { FeedEvent, MessagesRead, Typing } from '@picture-live/shared/protocol';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PASSWORD, registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { sendMessage } from '../testing/messages.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { changeSession, createSession, letInGuest } from '../testing/sessions.ts';

const PATIENCE = { timeout: 20_000, interval: 20 };

let relay: TestRelay;
let owner: TestUser;
let id: string;
const followers: SessionFollower[] = [];
beforeEach(async () => {
  relay = await startTestRelay({ registration: 'open' });
  owner = await registerUser(relay);
  const code = { access: 'code' as const, accessCode: 'open sesame' };
  ({ id } = await createSession(owner, { ...code, switches: { comments: true } }));
});
afterEach(async () => {
  for (const follower of followers.splice(0)) follower.stop();
  await relay.stop();
});

async function login(): Promise<Auth> {
  const auth = createAuth({ baseUrl: relay.url, store: tokensInMemory() });
  await auth.login({ email: 'anna@studio.example', password: PASSWORD });
  return auth;
}

/** As a page does it that has a guest token. */
async function guestAuth(): Promise<Pick<Auth, 'call' | 'accessToken'>> {
  const { access } = await letInGuest(relay.url, id, 'open sesame');
  const tokens = { accessToken: access.token, refreshToken: '', expiresAt: access.expiresAt };
  return createAuth({ baseUrl: relay.url, store: tokensInMemory(tokens) });
}

/** Follows the session as somebody; resolves once events are pushed. */
async function follow(
  { call, accessToken }: { call: UserCall; accessToken: () => Promise<string | null> },
  options: Partial<FollowOptions> = {},
) {
  const seen: FeedEvent[] = [];
  let isLive = false;
  const follower = followSession({
    client: { baseUrl: relay.url, feed: sessionClient(call).feed },
    sessionId: id,
    after: 0,
    token: accessToken,
    onEvents: (events) => seen.push(...events),
    onConnection: (connection) => (isLive = connection === 'live'),
    ...options,
  });
  followers.push(follower);
  await vi.waitFor(() => expect(isLive).toBe(true), PATIENCE);
  return { follower, seen };
}

const texts = (events: FeedEvent[]): string[] =>
  events.flatMap((event) => ('message' in event ? [event.message.text] : []));

test('people of a session by code write to each other, and catch up with what they missed', async () => {
  await sendMessage(owner, id, { text: 'Before anybody came' });
  const [desk, phone] = [await follow(await login()), await follow(await guestAuth())];
  await phone.follower.send({ id: uuid(), text: 'Hello', name: 'Li' });
  await desk.follower.send({ id: uuid(), text: 'Welcome' });
  for (const { seen } of [desk, phone]) {
    await vi.waitFor(
      () => expect(texts(seen)).toEqual(['Before anybody came', 'Hello', 'Welcome']),
      PATIENCE,
    );
    expect(seen.map((event) => event.seq)).toEqual(seen.map((_, index) => index + 1));
  }
  const nameless = (await follow(await guestAuth())).follower;
  await expect(nameless.send({ id: uuid(), text: 'Hi' })).rejects.toMatchObject({
    code: 'name_required',
  });
});

test('typing and reading are heard where they should be', async () => {
  const heard: Typing[] = [];
  const read: MessagesRead[] = [];
  const auth = await login();
  await follow(auth, {
    onTyping: (typing) => heard.push(typing),
    onMessagesRead: (news) => read.push(news),
  });
  const { follower: phone } = await follow(await guestAuth());
  for (let key = 0; key < 20; key += 1) phone.typing('Li');
  await vi.waitFor(() => expect(heard).toMatchObject([{ sender: { name: 'Li' } }]), PATIENCE);
  const { seq } = await sendMessage(owner, id);
  expect(await messageClient(auth.call).markMessagesRead(id, seq)).toBe(seq);
  await vi.waitFor(() => expect(read).toEqual([{ sessionId: id, seq }]), PATIENCE);
});

test('the client lists, sends, edits, hides and deletes', async () => {
  const client = messageClient((await login()).call);
  const wanted = { id: uuid(), text: 'Helo' };
  const sent = await client.sendMessage(id, wanted);
  expect(await client.sendMessage(id, wanted)).toEqual(sent);
  expect(await client.editMessage(sent.id, 'Hello')).toMatchObject({ text: 'Hello' });
  expect(await client.hideMessage(sent.id, true)).toMatchObject({ hidden: true });
  expect((await client.messages(id)).messages).toEqual([]);
  const all = { includeHidden: true, announcements: false, order: 'oldest', limit: 5 } as const;
  expect((await client.messages(id, all)).messages).toMatchObject([{ id: sent.id, hidden: true }]);
  await client.hideMessage(sent.id, false);
  await client.deleteMessage(sent.id);
  await expect(client.editMessage(sent.id, 'x')).rejects.toMatchObject({ code: 'message_gone' });
});

test('without a relay a message is refused at once, and may be sent later', async () => {
  const { follower } = await follow(await login());
  const wanted = { id: uuid(), text: 'Hello' };
  follower.stop();
  await expect(follower.send(wanted)).rejects.toMatchObject({ code: 'relay_unreachable' });
  const again = await follow(await login());
  expect(await again.follower.send(wanted)).toMatchObject({ text: 'Hello' });
});

test('a gallery without comments follows its photos as before', async () => {
  await changeSession(owner, id, { switches: { comments: false } });
  const { seen } = await follow(await guestAuth());
  await sendMessage(owner, id, { text: 'Among us' });
  await changeSession(owner, id, { title: 'Another title' });
  await vi.waitFor(() => expect(seen.at(-1)?.type).toBe('session_updated'), PATIENCE);
  await vi.waitFor(() => expect(seen).toHaveLength(3), PATIENCE);
  expect(JSON.stringify(seen)).not.toContain('Among us');
  expect(seen.map((event) => event.seq)).toEqual([1, 2, 3]);
});
