import { Kysely, PostgresDialect, sql } from 'kysely';
import type { CompiledQuery } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { listEvents } from '../../repositories/feed.ts';
import { listByCapture } from '../../repositories/photos-by-capture.ts';
import { findLiveBySource, listLive } from '../../repositories/photos.ts';
import { insertSession } from '../../repositories/sessions.ts';
import { allowDelivery, saveDevice } from '../../repositories/devices.ts';
import { putPhoto } from '../../testing/database.ts';
import { sha256 } from '../../testing/pictures.ts';
import { leaseDatabase } from '../../testing/postgres/lease.ts';
import type { Tables } from '../tables.ts';
import { types } from './types.ts';

/** Enough for PostgreSQL to look for a way around reading all of them. */
const PHOTOS = 10_000;

let open = false;
let pool: pg.Pool;
let db: Kysely<Tables>;
const queries: CompiledQuery[] = [];
beforeEach(async () => {
  open = true;
  const { host, port, name, user, password } = await leaseDatabase(() => open);
  pool = new pg.Pool({ host, port, user, database: name, password: password ?? '', types });
  db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => {
      queries.push(query);
    },
  });
});
afterEach(async () => {
  await db.destroy();
  open = false;
});

/** A session with one photo by its rows, and copies of it. */
async function fillSession(): Promise<string> {
  const [sessionId, deviceId] = [uuid(), uuid()];
  await insertSession(db, { id: sessionId, slug: 'party', title: 'Party', created_at: 0 });
  await saveDevice(db, { id: deviceId, token_hash: sha256('token'), created_at: 0 });
  await allowDelivery(db, deviceId, sessionId);
  const hashes = { thumb: sha256('thumb'), grid: sha256('grid') };
  await putPhoto({ db, sessionId, deviceId }, hashes);
  const copies = sql`generate_series(2, ${sql.lit(PHOTOS)}) as n`;
  await sql`
    insert into photos select (jsonb_populate_record(photos, jsonb_build_object(
      'id', 'photo-' || n, 'seq', n, 'source_hash', 'source-' || n))).*
    from photos, ${copies}`.execute(db);
  await sql`
    insert into photo_renditions select (jsonb_populate_record(photo_renditions,
      jsonb_build_object('photo_id', 'photo-' || n))).*
    from photo_renditions, ${copies}`.execute(db);
  await sql`
    insert into feed_events select ${sessionId}, n, 'new_photo', 0, 'photo-' || n
    from ${copies}`.execute(db);
  await sql`analyze`.execute(db);
  return sessionId;
}

async function explain({ sql: text, parameters }: CompiledQuery): Promise<string> {
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain ${text}`, [...parameters]);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

test('list, feed and duplicates are found by index, however many photos there are', async () => {
  const sessionId = await fillSession();
  queries.length = 0;
  await listLive(db, sessionId, 5_000, 101);
  await listLive(db, sessionId, null, 101);
  await listByCapture(db, sessionId, { after: { capturedAt: 0, seq: 5_000 } }, 101);
  await listByCapture(db, sessionId, { before: { capturedAt: 0, seq: 5_000 } }, 101);
  await listEvents(db, sessionId, 10, 200);
  await findLiveBySource(db, sessionId, 'source-7');
  const plans = await Promise.all(queries.splice(0).map(explain));
  expect(plans.length).toBeGreaterThanOrEqual(4);
  for (const plan of plans) {
    expect(plan).not.toMatch(/Seq Scan on (photos|photo_renditions|feed_events)|Sort/);
  }
});
