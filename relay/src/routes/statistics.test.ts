import { SessionStatistics, TopPhotos } from '@picture-live/shared/protocol';
import { createAuth, statisticsClient, tokensInMemory } from '@picture-live/shared/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { v7 as uuid } from 'uuid';
import { PASSWORD, registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { TestDevice } from '../testing/device.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { changeSession, letInGuest } from '../testing/sessions.ts';
import { join, settle, TestSockets } from '../testing/sockets.ts';

let relay: TestRelay;
let anna: TestUser;
const sockets = new TestSockets();
beforeEach(async () => {
  relay = await startTestRelay({ registration: 'open' });
  anna = await registerUser(relay);
  await changeSession(anna, relay.sessionId, { switches: { likes: true, comments: true } });
});
afterEach(async () => {
  sockets.closeAll();
  await relay.stop();
});

const pathOf = (rest = ''): string => `/api/sessions/${relay.sessionId}/statistics${rest}`;

async function totals(): Promise<SessionStatistics['totals']> {
  const reply = await anna.call('GET', pathOf());
  return SessionStatistics.parse(await reply.json()).totals;
}

async function deliver(shades: number[]): Promise<string[]> {
  const device = new TestDevice(relay.url);
  const ids: string[] = [];
  for (const shade of shades) ids.push((await device.deliver(relay.sessionId, shade)).photo.id);
  return ids;
}

test('what guests do is counted in its time, and what they take back is not', async () => {
  const { sessionId, url } = relay;
  const [first = '', second = ''] = await deliver([1, 2]);
  const guest = await letInGuest(url, sessionId);
  await guest.call('GET', `/api/photos/${first}/download`);
  await guest.call('HEAD', `/api/photos/${first}/download`);
  await guest.call('GET', `/api/photos/${second}/download`);
  await (await guest.call('GET', `/api/sessions/${sessionId}/archive`)).arrayBuffer();
  await guest.call('PUT', `/api/photos/${first}/like`);
  await guest.call('PUT', `/api/photos/${second}/like`);
  await guest.call('DELETE', `/api/photos/${second}/like`);
  const message = { id: uuid(), text: 'Hello', name: 'Li' };
  await guest.call('POST', `/api/sessions/${sessionId}/messages`, message);
  expect(await totals()).toMatchObject({
    downloads: 2,
    archives: 1,
    likes: 1,
    messages: 1,
    photos: 2,
    visits: 0,
  });
  const whole = await anna.call('GET', pathOf(`?from=${Date.now() - 86_400_000}&to=1`));
  expect(SessionStatistics.parse(await whole.json()).totals.downloads).toBe(0);
});

test('open galleries and opened photos are counted, and how long a photo took to be seen', async () => {
  const { sessionId, url } = relay;
  const [first = '', second = ''] = await deliver([1, 2]);
  const page = await sockets.connect(url);
  await join(page, { sessionId });
  page.emit('seen', { sessionId, visit: true, photoIds: [first] });
  page.emit('seen', { sessionId, visit: true, photoIds: [first, second] });
  page.emit('painted', { photoId: first, revision: 1, at: Date.now() + 700 });
  const outside = await sockets.connect(url);
  outside.emit('seen', { sessionId, visit: true, photoIds: [second] });
  await settle(outside);
  await vi.waitFor(async () => expect(await totals()).toMatchObject({ visits: 1, photoViews: 3 }), {
    timeout: 20_000,
  });
  expect((await totals()).latency.p50).toBeGreaterThan(0);
  const reply = await anna.call('GET', pathOf('/photos'));
  const views = TopPhotos.parse(await reply.json()).photos.map(
    (top) => [top.photo.id, top.views] as const,
  );
  expect(views).toEqual([
    [first, 2],
    [second, 1],
  ]);
  const slow = await anna.call('GET', pathOf('/photos?by=slowest'));
  const { photos } = TopPhotos.parse(await slow.json());
  expect(photos.map(({ photo }) => photo.id)).toEqual([first]);
});

test('a spreadsheet gets the same numbers, in its own time zone and without formulas', async () => {
  const [first = ''] = await deliver([1]);
  await anna.call('PUT', `/api/photos/${first}`, { caption: '=1+1, "李"' });
  await anna.call('GET', `/api/photos/${first}/download`);
  const reply = await anna.call('GET', pathOf('/photos/csv?timeZone=Asia/Shanghai'));
  expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect(reply.headers.get('content-disposition')).toMatch(
    /^attachment; filename="[a-z0-9-]+\.csv"$/,
  );
  const bytes = Buffer.from(await reply.arrayBuffer());
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const [head, line, end] = bytes.toString().split('\r\n');
  expect(head).toContain('captured (Asia/Shanghai)');
  expect(line).toContain(`,"'=1+1, ""李""",0,1,0,`);
  expect(end).toBe('');
  const overTime = await (await anna.call('GET', pathOf('/csv'))).text();
  expect(overTime.split('\r\n')[0]).toContain('downloads');
  expect((await anna.call('GET', pathOf('/csv?timeZone=Mars/Base'))).status).toBe(400);
});

test('a member reads them with the typed client', async () => {
  await deliver([1]);
  const auth = createAuth({ baseUrl: relay.url, store: tokensInMemory() });
  await auth.login({ email: 'anna@studio.example', password: PASSWORD });
  const client = statisticsClient(auth.call);
  const { totals: all, buckets } = await client.statistics(relay.sessionId, { step: 3_600_000 });
  expect(all.photos).toBe(1);
  expect(buckets.reduce((sum, { photos }) => sum + photos, 0)).toBe(1);
  expect(await client.topPhotos(relay.sessionId, 'downloads')).toEqual([]);
});

test('the laptop that delivers reads how the session goes, and no more than that', async () => {
  const device = new TestDevice(relay.url);
  await deliver([1]);
  const reply = await device.call(pathOf());
  expect(SessionStatistics.parse(await reply.json()).totals).toMatchObject({ photos: 1 });
  for (const more of ['/photos', '/csv', '/photos/csv']) {
    expect((await device.call(pathOf(more))).status).toBe(403);
  }
});
