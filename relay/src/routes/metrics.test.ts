import { Health, SocketStats } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { registerUser } from '../testing/accounts.ts';
import { TestDevice } from '../testing/device.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { TestSockets, join, settle } from '../testing/sockets.ts';

const TOKEN = 'a-token-that-nobody-knows';

let relay: TestRelay;
const sockets = new TestSockets();
beforeEach(async () => {
  relay = await startTestRelay({ metrics: { token: TOKEN, from: [] } });
});
afterEach(async () => {
  sockets.closeAll();
  await relay.stop();
});

async function scrape(headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${relay.url}/metrics`, { headers });
}

/** The numbers by name and labels, as Prometheus reads them. */
async function numbers(): Promise<Map<string, number>> {
  const text = await (await scrape()).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

test('a photo on its way is in the numbers, from the blob store to the sockets that were told', async () => {
  const socket = await sockets.connect(relay.url);
  await join(socket, { sessionId: relay.sessionId });
  await join(socket, { sessionId: '01990000-0000-7000-8000-000000000000' });
  const { photo } = await new TestDevice(relay.url).deliver(relay.sessionId, 1);
  await settle(socket);
  const picture = await fetch(new URL(photo.renditions.thumb.url, relay.url));
  await picture.arrayBuffer();
  const counted = await numbers();
  expect(counted.get('picture_live_published_events_total{event="new_photo"}')).toBe(1);
  expect(counted.get('picture_live_fan_out_seconds_count')).toBe(1);
  expect(
    counted.get('picture_live_blob_store_duration_seconds_count{operation="put",outcome="ok"}'),
  ).toBe(2);
  expect(counted.get('picture_live_joins_total{outcome="joined"}')).toBe(1);
  expect(counted.get('picture_live_joins_total{outcome="refused"}')).toBe(1);
  expect(counted.get('picture_live_sockets')).toBe(1);
  expect(counted.get('picture_live_viewers')).toBe(1);
  expect(counted.get('picture_live_pictures_total{outcome="sent"}')).toBe(1);
  const put = 'method="PUT",route="/api/ingest/blobs/:sha256",status="200"';
  expect(counted.get(`picture_live_http_request_duration_seconds_count{${put}}`)).toBe(2);
  expect(
    counted.get('picture_live_database_query_duration_seconds_count{kind="insert",outcome="ok"}'),
  ).toBeGreaterThan(0);
  expect(counted.get('picture_live_network_bytes_total{direction="in"}')).toBeGreaterThan(500);
  expect(counted.get('process_resident_memory_bytes')).toBeGreaterThan(1e6);
  expect(counted.get('picture_live_device_uploads_in_progress')).toBe(0);
});

test('what one reads names nobody: no session, no link, no person, no picture', async () => {
  const { photo } = await new TestDevice(relay.url).deliver(relay.sessionId, 2);
  const anna = await registerUser(relay);
  await anna.call('GET', `/api/sessions/${relay.slug}`);
  await anna.call('GET', `/api/photos/${photo.id}`);
  await fetch(`${relay.url}/g/${relay.slug}`);
  await fetch(`${relay.url}/nothing/${relay.slug}`);
  const text = await (await scrape()).text();
  expect(text).toContain('route="/api/sessions/:id"');
  const secrets = [relay.sessionId, relay.slug, photo.id, anna.id, 'anna@', TOKEN, '127.0.0.1'];
  for (const secret of secrets) expect(text).not.toContain(secret);
});

test('this machine reads the numbers, and others only with the token', async () => {
  const forwarded = { 'x-forwarded-for': '203.0.113.7' };
  expect((await scrape()).status).toBe(200);
  expect((await scrape()).headers.get('content-type')).toBe(
    'text/plain; version=0.0.4; charset=utf-8',
  );
  expect((await scrape(forwarded)).status).toBe(401);
  expect((await scrape({ ...forwarded, authorization: 'Bearer wrong' })).status).toBe(401);
  const known = { ...forwarded, authorization: `Bearer ${TOKEN}` };
  expect((await scrape(known)).status).toBe(200);
});

test('a lag of the event loop is told from the second look on', async () => {
  await scrape();
  await vi.waitFor(
    async () => {
      const lag = (await numbers()).get('nodejs_eventloop_lag_seconds{quantile="0.99"}');
      expect(lag).toBeGreaterThan(0);
    },
    { timeout: 20_000 },
  );
});

test('anybody sees how many sockets there are', async () => {
  const socket = await sockets.connect(relay.url);
  await join(socket, { sessionId: relay.sessionId });
  const reply = await fetch(`${relay.url}/api/websocket/stats`);
  const stats = SocketStats.parse(await reply.json());
  expect(stats).toMatchObject({ connected: 1, viewers: 1, joined: 1, refused: 0 });
  const health = Health.parse(await (await fetch(`${relay.url}/health`)).json());
  expect(stats.since).toBeLessThanOrEqual(health.now);
});

test('every number is described, once', async () => {
  const text = await (await scrape()).text();
  const types = [...text.matchAll(/^# TYPE (\S+) (counter|gauge|histogram)$/gm)].map(
    ([, name]) => name,
  );
  const helps = [...text.matchAll(/^# HELP (\S+) .+\.$/gm)].map(([, name]) => name);
  expect(types.length).toBeGreaterThan(15);
  expect(new Set(types).size).toBe(types.length);
  expect(helps).toEqual(types);
});
