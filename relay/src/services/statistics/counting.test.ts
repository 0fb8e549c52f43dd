import { afterEach, beforeEach, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { purgePhotos, purgeSession } from '../../repositories/session-purge.ts';
import { listNumbers, MINUTE_MS, QUARTER_MS, sumOf } from '../../repositories/statistics.ts';
import { openTestDatabase, putPhoto } from '../../testing/database.ts';
import type { TestDatabase } from '../../testing/database.ts';
import { sha256 } from '../../testing/pictures.ts';
import { countingService, KEEP_MINUTES_MS } from './counting.ts';
import type { CountingService } from './counting.ts';

let database: TestDatabase;
let open: CountingService[];
let now = 10_000 * QUARTER_MS;
beforeEach(async () => {
  database = await openTestDatabase();
  open = [];
});
afterEach(async () => {
  for (const one of open) await one.stop();
  await database.db.destroy();
});

/** A relay's counting, as if it were one of several. */
function anInstance(): CountingService {
  const counting = countingService({ db: database.db, now: () => now, onFailure: () => undefined });
  open.push(counting);
  return counting;
}

const everything = { from: 0, to: Number.MAX_SAFE_INTEGER };
const rowsOf = async () => listNumbers(database.db, database.sessionId, everything);

async function viewsOf(): Promise<[string, number][]> {
  const rows = await database.db.selectFrom('photo_views').selectAll().execute();
  return rows.map(({ photo_id, views }) => [photo_id, views]);
}

test('what several relays count adds up, and a photo of no session is not counted', async () => {
  const { sessionId } = database;
  const photo = await putPhoto(database, { thumb: sha256('t'), grid: sha256('g') });
  const [here, there] = [anInstance(), anInstance()];
  here.seen({ sessionId, visit: true, photoIds: [photo] });
  here.seen({ sessionId, photoIds: [photo] });
  there.seen({ sessionId, visit: true, photoIds: [photo, uuid()] });
  await Promise.all([here.write(), there.write()]);
  expect(await rowsOf()).toMatchObject([{ span: MINUTE_MS, visits: 2, photo_views: 4 }]);
  expect(await viewsOf()).toEqual([[photo, 3]]);
});

test('pages of several relays in one minute are all of them, and a minute later it is another', async () => {
  const { sessionId } = database;
  const at = now - (now % MINUTE_MS);
  const [here, there] = [anInstance(), anInstance()];
  here.viewers([{ sessionId, at, viewerMs: 60_000, peak: 2 }]);
  there.viewers([{ sessionId, at, viewerMs: 30_000, peak: 1 }]);
  there.viewers([{ sessionId, at: at + MINUTE_MS, viewerMs: 1_000, peak: 1 }]);
  await Promise.all([here.write(), there.write()]);
  const peaks = (await rowsOf()).toSorted((a, b) => a.at - b.at).map((row) => row.viewer_peak);
  expect(peaks).toEqual([3, 1]);
});

test('what is older than two days is put together by two relays at once, and nothing is lost', async () => {
  const { sessionId, db } = database;
  const counting = anInstance();
  for (let minute = 0; minute < 40; minute += 1) {
    counting.viewers([{ sessionId, at: now, viewerMs: 100, peak: minute + 1 }]);
    counting.seen({ sessionId, visit: true, photoIds: [] });
    now += MINUTE_MS;
  }
  await counting.write();
  now += KEEP_MINUTES_MS + QUARTER_MS;
  await Promise.all([counting.tidy(), anInstance().tidy()]);
  const rows = await listNumbers(db, sessionId, everything);
  expect(rows.every(({ span }) => span === QUARTER_MS)).toBe(true);
  expect(rows.length).toBeLessThanOrEqual(4);
  expect(sumOf(rows)).toMatchObject({ visits: 40, viewer_ms: 4_000, viewer_peak: 40 });
});

test('what could not be written is written the next time, once', async () => {
  const { sessionId, db } = database;
  const counting = anInstance();
  counting.seen({ sessionId, visit: true, photoIds: [] });
  await db.schema.alterTable('session_numbers').renameTo('away').execute();
  await expect(counting.write()).rejects.toThrow(/session_numbers/);
  counting.seen({ sessionId, visit: true, photoIds: [] });
  await db.schema.alterTable('away').renameTo('session_numbers').execute();
  await counting.write();
  await counting.write();
  expect(sumOf(await rowsOf()).visits).toBe(2);
});

test('what was counted is written before the relay stops', async () => {
  const { sessionId } = database;
  const counting = anInstance();
  counting.seen({ sessionId, visit: true, photoIds: [] });
  await counting.stop();
  expect(sumOf(await rowsOf()).visits).toBe(1);
});

test('what was counted is forgotten with its session', async () => {
  const { sessionId, db } = database;
  const photo = await putPhoto(database, { thumb: sha256('t'), grid: sha256('g') });
  const counting = anInstance();
  counting.seen({ sessionId, visit: true, photoIds: [photo] });
  await counting.write();
  await purgePhotos(db, sessionId, 10);
  await purgeSession(db, sessionId);
  expect(await rowsOf()).toEqual([]);
  expect(await viewsOf()).toEqual([]);
});
