import { expect, test } from 'vitest';
import { Likes } from '../protocol/index.ts';
import { createGuest } from './guest.ts';

const SESSION = '01980000-0000-7000-8000-000000000001';
const GUEST = '01980000-0000-7000-8000-000000000002';

/** A relay that asks for a name until somebody was let in. */
function relayOf({ open = true, known = false } = {}) {
  const asked: string[] = [];
  let isIn = false;
  let now = 1_000_000;
  const reply = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
  const answer: typeof fetch = async (url, init) => {
    const path = new URL(url instanceof Request ? url.url : url).pathname;
    asked.push(`${init?.method} ${path.split('/').at(-1)}`);
    if (path.endsWith('/verify')) {
      isIn = true;
      const expiresAt = now + 3_600_000;
      return reply(200, {
        token: `token ${asked.length}`,
        expiresAt,
        guestId: GUEST,
        sessionId: SESSION,
      });
    }
    if (isIn) return reply(200, { liked: true, likes: 1 });
    return reply(401, { error: { code: 'unauthorized', message: 'Who are you?' } });
  };
  let entered = 0;
  const guest = createGuest({
    baseUrl: 'http://relay.test',
    sessionId: SESSION,
    isOpen: () => open,
    isKnown: () => known,
    onEntered: () => (entered += 1),
    fetch: answer,
    now: () => now,
  });
  const like = () => guest.callByName({ method: 'PUT', path: '/api/photos/x/like', reply: Likes });
  return { guest, like, asked, entered: () => entered, pass: (ms: number) => (now += ms) };
}

test('who merely looks is nobody; the first like makes a guest, once for several at a time', async () => {
  const { guest, like, asked, entered } = relayOf();
  expect(await guest.token()).toBeNull();
  const replies = await Promise.all([like(), like()]);
  expect(replies.map(({ liked }) => liked)).toEqual([true, true]);
  expect(asked).toEqual(['POST verify', 'PUT like', 'PUT like']);
  expect(entered()).toBe(1);
  expect(await guest.token()).toMatch(/^token/);
});

test('a name that has run out meanwhile is replaced', async () => {
  const { like, asked } = relayOf({ known: true });
  expect((await like()).liked).toBe(true);
  expect(asked).toEqual(['PUT like', 'POST verify', 'PUT like']);
});

test('where the link alone does not let in, nobody is made a guest', async () => {
  const { like, asked } = relayOf({ open: false });
  await expect(like()).rejects.toMatchObject({ code: 'unauthorized' });
  expect(asked).toEqual(['PUT like']);
});

test('a token that is about to run out is replaced before the socket shows it', async () => {
  const { guest, pass } = relayOf();
  await guest.enter();
  const first = await guest.token();
  pass(3_600_000 - 30_000);
  expect(await guest.token()).not.toBe(first);
});
