import { ArchiveSize, PhotoOverview, PhotoPage } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { announce, TestDevice } from '../testing/device.ts';
import { failureOf } from '../testing/replies.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';

const HOUR = 3_600_000;
/** 14:00 UTC. */
const TWO = Date.UTC(2026, 10, 21, 14);

let relay: TestRelay;
let device: TestDevice;
let owner: TestUser;
beforeEach(async () => {
  relay = await startTestRelay({ registration: 'open' });
  device = new TestDevice(relay.url);
  owner = await registerUser(relay);
});
afterEach(() => relay.stop());

let shade = 0;
/** Delivers a photo that was taken then; resolves to its id. */
async function shoot(
  capturedAt: number,
  said: { photographer?: string; tags?: string[] } = {},
): Promise<string> {
  const id = uuid();
  const { thumb, grid, body } = await announce((shade += 1), { capturedAt, ...said });
  for (const picture of [thumb, grid]) await device.upload(picture.bytes);
  expect((await device.publish(relay.sessionId, id, body)).status).toBe(200);
  return id;
}

async function list(query: string): Promise<PhotoPage> {
  const reply = await owner.call('GET', `/api/photos?sessionId=${relay.sessionId}&${query}`);
  expect(reply.status).toBe(200);
  return PhotoPage.parse(await reply.json());
}

async function overview(query = ''): Promise<PhotoOverview> {
  const reply = await owner.call('GET', `/api/sessions/${relay.slug}/overview?${query}`);
  expect(reply.status).toBe(200);
  return PhotoOverview.parse(await reply.json());
}

const idsOf = ({ photos }: PhotoPage): string[] => photos.map(({ id }) => id);

test('photos are listed as the day went, page by page, whenever they came in', async () => {
  const late = await shoot(TWO + 3 * HOUR);
  const first = await shoot(TWO);
  const twin = await shoot(TWO);
  const middle = await shoot(TWO + HOUR);
  const one = await list('order=captured&limit=3');
  expect(idsOf(one)).toEqual([first, twin, middle]);
  const two = await list(`order=captured&limit=3&after=${one.nextCursor}`);
  expect([idsOf(two), two.nextCursor]).toEqual([[late], null]);
});

test('an hour is opened in the middle of the list, and goes on both ways without a gap', async () => {
  const ids: string[] = [];
  for (let count = 0; count < 7; count += 1) ids.push(await shoot(TWO + Math.floor(count / 2)));
  const opened = await list(`order=captured&limit=2&from=${TWO + 2}`);
  expect(idsOf(opened)).toEqual(ids.slice(4, 6));
  const on = await list(`order=captured&limit=2&after=${opened.nextCursor}`);
  expect([idsOf(on), on.nextCursor]).toEqual([ids.slice(6), null]);
  const back = await list(`order=captured&limit=3&before=${opened.previousCursor}`);
  expect(idsOf(back)).toEqual(ids.slice(1, 4));
  const start = await list(`order=captured&limit=3&before=${back.previousCursor}`);
  expect([idsOf(start), start.previousCursor]).toEqual([ids.slice(0, 1), null]);
});

test('a cursor of another order, or none of ours, is refused', async () => {
  const { photos } = await list('order=captured');
  expect(photos).toEqual([]);
  for (const query of ['order=captured&after=c2VxOjE', 'order=captured&before=x', 'before=x']) {
    const reply = await owner.call('GET', `/api/photos?sessionId=${relay.sessionId}&${query}`);
    expect(await failureOf(reply)).toEqual({ status: 400, code: 'invalid_request' });
  }
});

test('hours are those of the asker’s clock, with exactly the photos that are to be seen', async () => {
  await shoot(TWO + 1);
  await shoot(TWO + HOUR - 1);
  const hidden = await shoot(TWO + HOUR);
  await shoot(TWO + HOUR + 1);
  await owner.call('PUT', `/api/photos/${hidden}`, { hidden: true });
  await expect.poll(async () => (await overview()).count, { timeout: 20_000 }).toBe(3);
  expect((await overview()).hours).toEqual([
    { from: TWO, count: 2 },
    { from: TWO + HOUR, count: 1 },
  ]);
  // India is five hours and a half ahead: its hours begin at half past.
  expect((await overview('offset=330')).hours).toEqual([
    { from: TWO - HOUR / 2, count: 1 },
    { from: TWO + HOUR / 2, count: 2 },
  ]);
});

test('filters are combined, and each says what would be left', async () => {
  const cake = await shoot(TWO, { photographer: 'Anna', tags: ['cake', 'party'] });
  const party = await shoot(TWO, { photographer: 'Anna', tags: ['party'] });
  const other = await shoot(TWO, { photographer: 'Jo', tags: ['party'] });
  await shoot(TWO);
  await owner.call('PUT', `/api/photos/${cake}`, { featured: true });
  await owner.call('PUT', `/api/photos/${other}`, { featured: true });
  await owner.call('PUT', `/api/photos/${party}/like`);

  const all = await overview();
  expect(all).toMatchObject({ count: 4, featured: 2, liked: 1 });
  expect(all.photographers).toEqual([
    { name: 'Anna', count: 2 },
    { name: 'Jo', count: 1 },
  ]);
  expect(all.tags).toEqual([
    { name: 'party', count: 3 },
    { name: 'cake', count: 1 },
  ]);
  const anna = await overview('photographer=Anna&tag=party');
  expect(anna).toMatchObject({ count: 2, featured: 1, liked: 1 });
  expect(anna.photographers).toHaveLength(2);
  expect(anna.tags.map(({ name }) => name)).toEqual(['party', 'cake']);
  expect(idsOf(await list('photographer=Anna&tag=party&featured=true'))).toEqual([cake]);
  expect(idsOf(await list('order=captured&photographer=Jo'))).toEqual([other]);
  expect((await overview('liked=true')).count).toBe(1);
  expect((await overview('photographer=Nobody')).count).toBe(0);
});

test('what changed is counted anew', async () => {
  const id = await shoot(TWO);
  expect((await overview()).count).toBe(1);
  await owner.call('DELETE', `/api/photos/${id}`);
  await expect.poll(async () => (await overview()).count, { timeout: 20_000 }).toBe(0);
});

test('the size of the archive is told before, to the byte', async () => {
  for (let count = 0; count < 3; count += 1) await shoot(TWO + count);
  const told = await fetch(`${relay.url}/api/sessions/${relay.slug}/archive/size`);
  const { photos, bytes } = ArchiveSize.parse(await told.json());
  const archive = await fetch(`${relay.url}/api/sessions/${relay.slug}/archive`);
  expect([photos, bytes]).toEqual([3, (await archive.arrayBuffer()).byteLength]);
  const liked = await owner.call('GET', `/api/sessions/${relay.slug}/archive/size?liked=true`);
  expect(ArchiveSize.parse(await liked.json()).photos).toBe(0);
});
