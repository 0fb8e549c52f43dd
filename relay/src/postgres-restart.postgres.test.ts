import { v7 as uuid } from 'uuid';
import { FeedPage, Health } from '@picture-live/shared/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { TestDevice, announce } from './testing/device.ts';
import type { TestPhoto } from './testing/device.ts';
import { PostgresCluster } from './testing/postgres/cluster.ts';
import { startTestRelay } from './testing/relay.ts';
import type { TestRelay } from './testing/relay.ts';
import { failureOf } from './testing/replies.ts';
import { TestSockets, collectEvents, join, settle } from './testing/sockets.ts';

let cluster: PostgresCluster;
beforeAll(async () => {
  cluster = await PostgresCluster.create();
}, 60_000);
afterAll(() => cluster.remove());

let relay: TestRelay;
let device: TestDevice;
const sockets = new TestSockets();
beforeEach(async () => {
  relay = await startTestRelay({ database: cluster.settings });
  device = new TestDevice(relay.url);
});
afterEach(async () => {
  sockets.closeAll();
  await relay.stop();
});

async function readFeed(): Promise<FeedPage> {
  const reply = await fetch(`${relay.url}/api/sessions/${relay.sessionId}/feed?limit=500`);
  return FeedPage.parse(await reply.json());
}

async function whenBack(): Promise<void> {
  const ask = async (): Promise<number> =>
    (await fetch(`${relay.url}/api/sessions/${relay.sessionId}`)).status;
  await expect.poll(ask, { timeout: 20_000 }).toBe(200);
}

test('while PostgreSQL is away everybody is told to try again, and afterwards all goes on', async () => {
  const guest = await sockets.connect(relay.url);
  await join(guest, { sessionId: relay.sessionId });
  const events = collectEvents(guest);
  await device.deliver(relay.sessionId, 1);
  const { lastSeq } = await readFeed();

  await cluster.stop();
  const photo = await announce(2);
  const away = { status: 503, code: 'unavailable' };
  const session = `${relay.url}/api/sessions/${relay.sessionId}`;
  for (const call of [fetch(session), fetch(`${session}/feed`), device.call('/api/device')]) {
    expect(await failureOf(await call)).toEqual(away);
  }
  expect(await failureOf(await device.upload(photo.thumb.bytes))).toEqual(away);
  expect(await failureOf(await device.publish(relay.sessionId, uuid(), photo.body))).toEqual(away);
  expect(await join(guest, { sessionId: relay.sessionId })).toMatchObject({
    ok: false,
    error: { code: 'unavailable' },
  });
  const health = Health.parse(await (await fetch(`${relay.url}/health`)).json());
  expect(health.status).toBe('degraded');
  expect(health.checks.database).not.toBe('ok');

  await cluster.start();
  await whenBack();
  const { outcome } = await device.deliver(relay.sessionId, 2);
  expect(outcome).toBe('published');
  expect((await readFeed()).events.map((event) => event.seq)).toEqual([lastSeq, lastSeq + 1]);
  await settle(guest);
  expect(events.map((event) => event.seq)).toEqual([lastSeq, lastSeq + 1]);
});

interface Shot extends TestPhoto {
  id: string;
}

/** As a laptop does: again and again until it is acknowledged. */
async function deliverStubbornly(shot: Shot): Promise<void> {
  for (;;) {
    const replies: Response[] = [];
    for (const { bytes } of [shot.thumb, shot.grid]) replies.push(await device.upload(bytes));
    replies.push(await device.publish(relay.sessionId, shot.id, shot.body));
    if (replies.every((reply) => reply.ok)) return;
    for (const reply of replies) expect([200, 409, 503]).toContain(reply.status);
  }
}

test('photos delivered while PostgreSQL crashes again and again are each there once', async () => {
  const before = (await readFeed()).lastSeq;
  const shots: Shot[] = [];
  for (let shade = 100; shade < 130; shade += 1) {
    shots.push({ ...(await announce(shade)), id: uuid() });
  }
  const waiting = [...shots];
  const deliver = async (): Promise<void> => {
    for (let shot = waiting.shift(); shot !== undefined; shot = waiting.shift()) {
      await deliverStubbornly(shot);
    }
  };
  const delivering = Promise.all([deliver(), deliver(), deliver()]);
  for (let crash = 0; crash < 3; crash += 1) {
    const left = waiting.length;
    await expect.poll(() => waiting.length < left || left === 0).toBe(true);
    await cluster.stop('immediate');
    await cluster.start();
  }
  await delivering;

  const { events } = await readFeed();
  const fresh = events.filter((event) => event.seq > before);
  expect(fresh.map((event) => event.seq)).toEqual(shots.map((_, index) => before + index + 1));
  const ids = fresh.flatMap((event) => (event.type === 'new_photo' ? [event.photo.id] : []));
  expect(ids.toSorted()).toEqual(shots.map((shot) => shot.id).toSorted());
}, 60_000);
