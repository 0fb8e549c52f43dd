import { once } from 'node:events';
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { afterEach, expect, test, vi } from 'vitest';
import type {
  ClientToServerEvents,
  FeedEvent,
  Painted,
  ServerToClientEvents,
} from '../protocol/index.ts';
import { followSession, type FollowOptions, type SessionFollower } from './follow-session.ts';
import { createRelayClient } from './relay-client.ts';

const ID = '01931b9e-3b60-7000-8000-000000000001';
const closing: (() => Promise<void>)[] = [];
const followers: SessionFollower[] = [];

afterEach(async () => {
  for (const follower of followers.splice(0)) follower.stop();
  for (const close of closing.splice(0)) await close();
});

type Removal = Extract<FeedEvent, { type: 'photo_removed' }>;

/** The relay's feed and room, with what a network can do to them. */
async function startFeed(lastSeq: number, port = 0) {
  const feed = {
    lastSeq,
    /** Socket connections are refused, as some venue networks do. */
    blockSockets: false,
    /** Answer to joining instead of the usual one. */
    refusal: null as { code: string; message: string } | null,
    paintShare: 1,
    clockOffset: 0,
    painted: [] as Painted[],
    tokens: [] as (string | undefined)[],
    asked: 0,
  };
  const removal = (seq: number): Removal => ({ type: 'photo_removed', seq, at: 0, photoId: ID });
  const http = createServer((request, response) => {
    feed.asked += 1;
    const query = new URL(request.url ?? '', 'http://relay').searchParams;
    const after = Number(query.get('after'));
    const to = Math.min(feed.lastSeq, after + Number(query.get('limit')));
    const events = Array.from({ length: Math.max(0, to - after) }, (_, i) =>
      removal(after + i + 1),
    );
    response.end(
      JSON.stringify({ events, lastSeq: feed.lastSeq, more: to < feed.lastSeq, era: '' }),
    );
  });
  const io = new Server<ClientToServerEvents, ServerToClientEvents>(http, {
    transports: ['websocket'],
    allowRequest: (_, callback) => callback(null, !feed.blockSockets),
  });
  io.on('connection', (socket) => {
    socket.on('join_session', ({ sessionId, deviceToken }, ack) => {
      feed.tokens.push(deviceToken);
      if (feed.refusal !== null) return ack({ ok: false, error: feed.refusal });
      void socket.join(sessionId);
      const { lastSeq: newest, paintShare } = feed;
      ack({ ok: true, value: { lastSeq: newest, era: '', viewers: 3, paintShare } });
    });
    socket.on('clock', (ack) => ack(Date.now() + feed.clockOffset));
    socket.on('painted', (report) => feed.painted.push(report));
  });
  http.listen(port, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  const close = async () => {
    await io.close();
    http.closeAllConnections();
  };
  closing.push(close);
  return Object.assign(feed, {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    io,
    close,
    /** Commits events; only the last `pushed` of them reach the room. */
    commit(count: number, pushed = count) {
      for (let i = 1; i <= count; i += 1) {
        feed.lastSeq += 1;
        if (i > count - pushed) io.to(ID).emit('photo_removed', removal(feed.lastSeq));
      }
    },
    cutOff: () => io.disconnectSockets(true),
  });
}

function startFollowing(url: string, after: number, extra: Partial<FollowOptions> = {}) {
  const seen = { seqs: [] as number[], connections: [] as string[], viewers: [] as number[] };
  const follower = followSession({
    client: createRelayClient({ baseUrl: url }),
    sessionId: ID,
    after,
    onEvents: (events) => seen.seqs.push(...events.map(({ seq }) => seq)),
    onConnection: (connection) => seen.connections.push(connection),
    onPresence: ({ viewers }) => seen.viewers.push(viewers),
    // As quick as backoff allows, and always chosen to report.
    random: () => 0,
    ...extra,
  });
  followers.push(follower);
  return { follower, seen };
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 10 });

test('a page that opens late gets what it missed and then every push, in order', async () => {
  const feed = await startFeed(450);
  const { seen } = startFollowing(feed.url, 3);
  await eventually(() => expect(seen.seqs.at(-1)).toBe(450));
  feed.commit(5);
  await eventually(() => expect(seen.seqs).toEqual(range(4, 455)));
  expect(seen.connections).toEqual(['live']);
  expect(seen.viewers).toEqual([3]);
});

test('a push that was lost on the way is fetched as soon as the next one shows the gap', async () => {
  const feed = await startFeed(0);
  const { seen } = startFollowing(feed.url, 0);
  await eventually(() => expect(seen.connections).toEqual(['live']));
  feed.commit(4, 1);
  await eventually(() => expect(seen.seqs).toEqual([1, 2, 3, 4]));
});

test('after a lost connection it joins again and catches up exactly', async () => {
  const feed = await startFeed(0);
  const { seen } = startFollowing(feed.url, 0);
  await eventually(() => expect(seen.connections).toEqual(['live']));
  feed.commit(2);
  feed.cutOff();
  feed.commit(300);
  await eventually(() => expect(seen.seqs.at(-1)).toBe(302));
  await eventually(() => expect(seen.connections.at(-1)).toBe('live'));
  feed.commit(1);
  await eventually(() => expect(seen.seqs).toEqual(range(1, 303)));
});

test('it outlives a relay that is restarted, and says so', async () => {
  const first = await startFeed(2);
  const { seen } = startFollowing(first.url, 0);
  await eventually(() => expect(seen.seqs).toEqual([1, 2]));
  await first.close();
  await eventually(() => expect(seen.connections.at(-1)).toBe('offline'));
  const second = await startFeed(4, first.port);
  await eventually(() => expect(seen.connections.at(-1)).toBe('live'));
  second.commit(1);
  await eventually(() => expect(seen.seqs).toEqual([1, 2, 3, 4, 5]));
});

test('where sockets are blocked the feed is asked every few seconds instead', async () => {
  const feed = await startFeed(1);
  feed.blockSockets = true;
  const { seen } = startFollowing(feed.url, 0);
  await eventually(() => expect(seen.seqs).toEqual([1]));
  expect(seen.connections).toEqual(['polling']);
  feed.commit(2);
  await eventually(() => expect(seen.seqs).toEqual([1, 2, 3]));
  feed.blockSockets = false;
  await eventually(() => expect(seen.connections.at(-1)).toBe('live'));
});

test('waking up asks at once and finds a dead connection', async () => {
  const feed = await startFeed(0);
  feed.blockSockets = true;
  const { seen, follower } = startFollowing(feed.url, 0, { random: () => 1 });
  await eventually(() => expect(feed.asked).toBeGreaterThan(0));
  feed.blockSockets = false;
  feed.commit(1);
  follower.wake();
  await eventually(() => expect(seen.seqs).toEqual([1]));
  await eventually(() => expect(seen.connections.at(-1)).toBe('live'));
});

test('a session that does not exist is told to the page with its code', async () => {
  const feed = await startFeed(0);
  feed.refusal = { code: 'session_not_found', message: 'This session does not exist.' };
  const codes: (string | undefined)[] = [];
  const { seen } = startFollowing(feed.url, 0, {
    onRefused: (error) => codes.push(error.code),
    deviceToken: 'secret',
  });
  await eventually(() => expect(codes).toEqual(['session_not_found']));
  expect(feed.tokens).toEqual(['secret']);
  expect(seen.connections).not.toContain('live');
});

test('a painted picture is reported on the relay’s clock', async () => {
  const feed = await startFeed(0);
  feed.clockOffset = 3_600_000;
  const { follower } = startFollowing(feed.url, 0);
  await eventually(() => expect(follower.clock()?.offsetMs).toBeGreaterThan(3_500_000));
  follower.reportPainted({ photoId: ID, revision: 2 });
  await eventually(() => expect(feed.painted).toHaveLength(1));
  expect(feed.painted[0]).toMatchObject({ photoId: ID, revision: 2 });
  expect(feed.painted[0]?.at).toBeGreaterThan(Date.now() + 3_500_000);
});

test('at a big party only the share of pages that the relay asked for reports', async () => {
  const feed = await startFeed(0);
  feed.paintShare = 0.3;
  const dice = [0.5, 0.2, 0.3];
  let throwing = false;
  const { follower } = startFollowing(feed.url, 0, {
    random: () => (throwing ? (dice.shift() ?? 1) : 0),
  });
  await eventually(() => expect(follower.clock()).not.toBeNull());
  throwing = true;
  for (const revision of [1, 2, 3]) follower.reportPainted({ photoId: ID, revision });
  throwing = false;
  await eventually(() => expect(feed.painted.map(({ revision }) => revision)).toEqual([2]));
});

test('a relay set back to an older state is told, and followed from there', async () => {
  const feed = await startFeed(10);
  let setBacks = 0;
  const { seen } = startFollowing(feed.url, 40, { onSetBack: () => (setBacks += 1) });
  await eventually(() => expect(setBacks).toBe(1));
  feed.commit(1);
  await eventually(() => expect(seen.seqs).toEqual([11]));
});

test('once stopped nothing more is heard or asked', async () => {
  const feed = await startFeed(0);
  const { seen, follower } = startFollowing(feed.url, 0);
  await eventually(() => expect(seen.connections).toEqual(['live']));
  follower.stop();
  await eventually(() => expect(feed.io.of('/').sockets.size).toBe(0));
  const { asked } = feed;
  feed.commit(3);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(seen.seqs).toEqual([]);
  expect(feed.asked).toBe(asked);
});
