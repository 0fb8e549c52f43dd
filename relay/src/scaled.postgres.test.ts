import { LoggedIn, Ready } from '@picture-live/shared/protocol';
import type { FeedEvent } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RedisLink } from './redis/link.ts';
import { ACCOUNT_LIMIT } from './services/accounts/login-delays.ts';
import { PASSWORD, TestCaller, registerUser } from './testing/accounts.ts';
import type { TestUser } from './testing/accounts.ts';
import { TestDevice } from './testing/device.ts';
import { RedisServer, findRedis } from './testing/redis-server.ts';
import { DEVICE_TOKEN } from './testing/relay.ts';
import type { TestRelay } from './testing/relay.ts';
import { changeSession, createSession, letInGuest } from './testing/sessions.ts';
import { TestSockets, collectEvents, join } from './testing/sockets.ts';
import type { TestSocket } from './testing/sockets.ts';
import { startTwoRelays } from './testing/two-relays.ts';
import type { TwoRelays } from './testing/two-relays.ts';

const program = await findRedis();
const PATIENCE = { timeout: 25_000, interval: 50 };

let relays: TwoRelays;
let here: TestRelay;
let there: TestRelay;
let device: TestDevice;
const sockets = new TestSockets();

async function start(redis: RedisServer | null): Promise<void> {
  relays = await startTwoRelays(redis?.settings ?? null);
  ({ here, there } = relays);
  device = new TestDevice(here.url);
}

/** A page that has joined the first session. */
async function openPage(relay: TestRelay): Promise<{ socket: TestSocket; events: FeedEvent[] }> {
  const socket = await sockets.connect(relay.url);
  const events = collectEvents(socket);
  expect(await join(socket, { sessionId: here.sessionId })).toMatchObject({ ok: true });
  return { socket, events };
}

const seqs = (events: FeedEvent[]): number[] => events.map((event) => event.seq);

async function pictureStatus(relay: TestRelay, url: string): Promise<number> {
  return (await fetch(`${relay.url}${url}`)).status;
}

/** The device takes the photo back here, and its picture ends there. */
async function expectToEnd(url: string, photoId: string): Promise<void> {
  expect(await pictureStatus(there, url)).toBe(200);
  await device.remove(here.sessionId, photoId);
  await vi.waitFor(async () => expect(await pictureStatus(there, url)).toBe(410), PATIENCE);
}

async function whenCut(socket: TestSocket): Promise<void> {
  await vi.waitFor(() => expect(socket.connected).toBe(false), PATIENCE);
}

/** Every way of losing access here ends the sockets there. */
async function expectCutsThere(anna: TestUser): Promise<void> {
  const session = await createSession(anna, { access: 'code', accessCode: '123456' });
  const guest = await letInGuest(there.url, session.id, '123456');
  const [page, ownPage, laptop] = [
    await sockets.connect(there.url),
    await sockets.connect(there.url),
    await sockets.connect(there.url),
  ];
  const { id: sessionId } = session;
  const login = await new TestCaller(here.url).call('POST', '/api/auth/login', {
    email: 'anna@studio.example',
    password: PASSWORD,
  });
  const { accessToken } = LoggedIn.parse(await login.json());
  const joined = [
    await join(page, { sessionId, token: guest.access.token }),
    await join(ownPage, { sessionId, token: accessToken }),
    await join(laptop, { sessionId: here.sessionId, deviceToken: DEVICE_TOKEN }),
  ];
  expect(joined).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);

  await changeSession(anna, sessionId, { accessCode: '654321' });
  await whenCut(page);
  await new TestCaller(here.url, accessToken).call('POST', '/api/auth/logout', {});
  await whenCut(ownPage);
  expect(laptop.connected).toBe(true);
}

/** Both know how many guests there are together, which they only do over Redis. */
async function whenTogether(guests: number): Promise<void> {
  const askers = [await openPage(here), await openPage(there)];
  await vi.waitFor(async () => {
    for (const { socket } of askers) {
      const joined = await join(socket, { sessionId: here.sessionId });
      expect(joined).toMatchObject({ value: { viewers: guests + askers.length } });
    }
  }, PATIENCE);
  for (const { socket } of askers) socket.disconnect();
}

async function readiness(relay: TestRelay): Promise<Ready> {
  return Ready.parse(await (await fetch(`${relay.url}/ready`)).json());
}

describe('two relays on one PostgreSQL without a Redis', () => {
  beforeEach(() => start(null));
  afterEach(async () => {
    sockets.closeAll();
    await relays.stop();
  });

  test('are exact all the same: photos appear, end and sockets are cut by looking', async () => {
    const anna = await registerUser(here);
    const page = await openPage(there);
    const { photo } = await device.deliver(here.sessionId, 1);
    await device.deliver(here.sessionId, 2);
    await vi.waitFor(() => expect(seqs(page.events)).toEqual([1, 2]), PATIENCE);
    await expectToEnd(photo.renditions.thumb.url, photo.id);
    await vi.waitFor(() => expect(seqs(page.events)).toEqual([1, 2, 3]), PATIENCE);
    await expectCutsThere(anna);
  });
});

describe.skipIf(program === null)('two relays on one PostgreSQL and one Redis', () => {
  let redis: RedisServer;
  beforeEach(async () => {
    redis = await RedisServer.start(program ?? { file: '', env: {} });
    await start(redis);
  });
  afterEach(async () => {
    sockets.closeAll();
    await relays.stop();
    await redis.remove();
  });

  test('are one: what happens on one is seen on the other, and guests are counted together', async () => {
    const anna = await registerUser(here);
    const [page, other] = [await openPage(there), await openPage(here)];
    const seen: number[] = [];
    page.socket.on('presence', ({ viewers }) => seen.push(viewers));
    await vi.waitFor(() => expect(seen.at(-1)).toBe(2), PATIENCE);
    const { photo } = await device.deliver(here.sessionId, 1);
    await vi.waitFor(() => expect(seqs(page.events)).toEqual([1]), PATIENCE);
    other.socket.disconnect();
    await vi.waitFor(() => expect(seen.at(-1)).toBe(1), PATIENCE);
    await expectToEnd(photo.renditions.thumb.url, photo.id);
    await expectCutsThere(anna);
  });

  test('whoever guesses passwords on one has guessed on the other', async () => {
    await registerUser(here);
    const statuses: number[] = [];
    for (let guess = 0; guess < 2 * ACCOUNT_LIMIT.free; guess += 1) {
      const caller = new TestCaller((guess % 2 === 0 ? here : there).url);
      const body = { email: 'anna@studio.example', password: 'not the password' };
      statuses.push((await caller.call('POST', '/api/auth/login', body)).status);
    }
    expect(statuses.slice(0, ACCOUNT_LIMIT.free)).not.toContain(429);
    expect(statuses).toContain(429);
  });

  test('go on when Redis is killed, by looking for themselves, and together when it is back', async () => {
    const anna = await registerUser(here);
    const page = await openPage(there);
    const { photo } = await device.deliver(here.sessionId, 1);
    await redis.kill();
    await device.deliver(here.sessionId, 2);
    await vi.waitFor(() => expect(seqs(page.events)).toEqual([1, 2]), PATIENCE);
    await vi.waitFor(async () => {
      expect(await readiness(there)).toMatchObject({ status: 'degraded' });
      expect(await (await fetch(`${there.url}/health`)).json()).toMatchObject({
        status: 'degraded',
        checks: { database: 'ok', redis: 'Redis does not answer.' },
      });
    }, PATIENCE);
    await expectToEnd(photo.renditions.thumb.url, photo.id);
    await expectCutsThere(anna);

    await redis.restart();
    await whenTogether(1);
    expect(await readiness(there)).toMatchObject({ status: 'ready', checks: { redis: 'ok' } });
    await device.deliver(here.sessionId, 3);
    await vi.waitFor(() => expect(seqs(page.events)).toEqual([1, 2, 3, 4]), PATIENCE);
  });

  test('answer every request while Redis answers nothing', async () => {
    const anna = await registerUser(here);
    redis.pause();
    const login = { email: 'anna@studio.example', password: PASSWORD };
    const replies = await Promise.all([
      new TestCaller(here.url).call('POST', '/api/auth/login', login),
      new TestCaller(there.url).call('POST', '/api/auth/login', login),
      anna.call('GET', '/api/sessions'),
      device.call('/api/device'),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const page = await openPage(there);
    const { outcome } = await device.deliver(here.sessionId, 1);
    expect(outcome).toBe('published');
    await vi.waitFor(() => expect(seqs(page.events)).toEqual([1]), PATIENCE);
    const session = await createSession(anna, { access: 'code', accessCode: '123456' });
    expect((await letInGuest(there.url, session.id, '123456')).access.sessionId).toBe(session.id);
    redis.resume();
    await whenTogether(1);
  });

  test('miss nothing when the stream is cut short or emptied, and tell nothing twice', async () => {
    const page = await openPage(there);
    const link = new RedisLink(redis.settings, () => {});
    await link.started();
    const stream = link.key('fan-out');
    for (let shade = 1; shade <= 12; shade += 1) {
      await device.deliver(here.sessionId, shade);
      if (shade % 4 === 1) await link.commands.call('CLIENT', 'KILL', 'TYPE', 'normal');
      await link.commands.xtrim(stream, 'MAXLEN', 0).catch(() => 0);
      if (shade % 4 === 3) await link.commands.flushall().catch(() => 'broken');
    }
    link.close();
    const all = Array.from({ length: 12 }, (_, n) => n + 1);
    await vi.waitFor(() => expect(page.events).toHaveLength(12), PATIENCE);
    expect(seqs(page.events).toSorted((one, other) => one - other)).toEqual(all);
  });

  test('pay no attention to what strangers write into the stream', async () => {
    const page = await openPage(there);
    const link = new RedisLink(redis.settings, () => {});
    await link.started();
    const forged = JSON.stringify({ kind: 'feed', sessionId: here.sessionId, event: { seq: 1 } });
    for (const message of ['', '{', 'null', forged]) {
      await link.commands.xadd(link.key('fan-out'), '*', 'from', 'x', 'message', message);
    }
    link.close();
    await device.deliver(here.sessionId, 1);
    await vi.waitFor(() => expect(seqs(page.events)).toEqual([1]), PATIENCE);
  });
});
