import { Slug } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Db } from '../db/database.ts';
import { openEmptyDatabase } from '../testing/test-database.ts';
import { deviceService } from './devices.ts';
import { makeSlug, prepareFirstSession } from './first-start.ts';

let db: Db;
beforeEach(async () => {
  db = await openEmptyDatabase();
});
afterEach(() => db.destroy());

const start = (deviceToken: string, title = 'Anna & Li') =>
  prepareFirstSession(db, { title, deviceToken }, 1_000);
const devices = () =>
  deviceService({ db, maxBlobBytes: 1, behind: { add: () => undefined }, now: () => 0 });

test('the second start finds the session and the device of the first', async () => {
  const first = await start('token-one');
  const device = await devices().authenticate('token-one');
  const again = await start('token-one', 'Another title');
  expect(again).toMatchObject({ id: first.id, slug: first.slug, title: 'Anna & Li' });
  expect(await devices().authenticate('token-one')).toEqual(device);
  expect((await devices().describe(device)).sessions).toHaveLength(1);
});

test('several that start at once on an empty database make one session', async () => {
  const started = await Promise.all([1, 2, 3, 4].map(() => start('token-one')));
  expect(new Set(started.map((session) => session.id)).size).toBe(1);
  expect(await db.selectFrom('sessions').select('id').execute()).toHaveLength(1);
});

test('a new token replaces the old one, and the photos stay the same device’s', async () => {
  await start('token-one');
  const device = await devices().authenticate('token-one');
  await start('token-two');
  expect(await devices().authenticate('token-two')).toEqual(device);
  await expect(devices().authenticate('token-one')).rejects.toMatchObject({ code: 'unauthorized' });
});

test.each([
  ['Anna & Li · Wedding', /^anna-li-wedding-[a-z2-7]{8}$/],
  ['Jané Müller', /^jane-muller-[a-z2-7]{8}$/],
  ['婚礼', /^session-[a-z2-7]{8}$/],
  ['<script>alert(1)</script>', /^script-alert-1-script-[a-z2-7]{8}$/],
  ['x'.repeat(200), /^x{40}-[a-z2-7]{8}$/],
  [`${'x'.repeat(39)} y`, /^x{39}-[a-z2-7]{8}$/],
])('the link of %j is readable and cannot be guessed', (title, pattern) => {
  const slug = makeSlug(title);
  expect(slug).toMatch(pattern);
  expect(Slug.safeParse(slug).success).toBe(true);
  expect(makeSlug(title)).not.toBe(slug);
});
