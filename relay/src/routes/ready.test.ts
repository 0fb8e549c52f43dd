import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { ErrorBody, Ready } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readinessService } from '../services/readiness/readiness.ts';
import { storageTrial } from '../services/readiness/try-storage.ts';
import { openTestDatabase } from '../testing/database.ts';
import { withDatabase } from '../testing/neighbours.ts';
import { onDisk, startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';

let relay: TestRelay;
beforeEach(async () => {
  relay = await startTestRelay(onDisk);
});
afterEach(() => relay.stop());

test('a relay that has all it needs is ready, and leaves nothing in the store', async () => {
  const reply = await fetch(`${relay.url}/ready`);
  const ok = { database: 'ok', migrations: 'ok', storage: 'ok', draining: 'ok' };
  expect(reply.status).toBe(200);
  const { status, checks } = Ready.parse(await reply.json());
  expect(status).toBe('ready');
  expect(checks).toMatchObject(ok);
  const blobs = path.join(relay.folder, 'relay', 'blobs');
  const kept = await Promise.all(
    (await readdir(blobs)).map((shard) => readdir(path.join(blobs, shard))),
  );
  expect(kept.flat()).toEqual([]);
});

test('whoever distributes requests is told which part is missing', async () => {
  await withDatabase(relay, (db) =>
    db.schema.alterTable('kysely_migration').renameTo('put_aside').execute(),
  );
  await rm(path.join(relay.folder, 'relay', 'incoming'), { recursive: true });
  const reply = await fetch(`${relay.url}/ready`);
  expect(reply.status).toBe(503);
  const { error } = ErrorBody.parse(await reply.json());
  expect(error.code).toBe('unavailable');
  expect(error.details).toMatchObject({
    checks: {
      database: 'ok',
      migrations: 'The database cannot be asked.',
      storage: 'The store of the pictures cannot be written to.',
    },
  });
  await withDatabase(relay, (db) =>
    db.schema.alterTable('put_aside').renameTo('kysely_migration').execute(),
  );
});

test('an older database than it needs, or one that is away, makes it unready', async () => {
  const { db } = await openTestDatabase();
  const readiness = readinessService({ db, tryStorage: async () => 'ok', soft: {} });
  expect(await readiness.read()).toMatchObject({ status: 'ready' });
  await sql`delete from kysely_migration where name = '0009-audit'`.execute(db);
  await expect(readiness.read()).rejects.toMatchObject({
    details: { checks: { migrations: 'The database is not up to date: 0009-audit.' } },
  });
  await db.destroy();
  await expect(readiness.read()).rejects.toMatchObject({
    code: 'unavailable',
    details: { checks: { database: 'The database does not answer.' } },
  });
});

test('without what it can do without it is degraded, and about to stop it is not ready', async () => {
  const { db } = await openTestDatabase();
  const soft = { redis: () => 'Redis does not answer.' };
  const readiness = readinessService({ db, tryStorage: async () => 'ok', soft });
  expect(await readiness.read()).toMatchObject({
    status: 'degraded',
    checks: { redis: 'Redis does not answer.' },
  });
  readiness.drain();
  await expect(readiness.read()).rejects.toMatchObject({
    message: 'Not ready: The relay is about to stop.',
  });
  await db.destroy();
});

test('however often one asks, the store is not written to each time', async () => {
  let begun = 0;
  const clock = { now: 0 };
  const failing = async (): Promise<never> => {
    begun += 1;
    throw new Error('no room');
  };
  const trial = storageTrial({
    blobs: { put: failing, read: failing, remove: failing },
    intake: { begin: failing },
    now: () => clock.now,
  });
  const said = await Promise.all([trial(), trial(), trial()]);
  expect(new Set(said)).toEqual(new Set(['The store of the pictures cannot be written to.']));
  expect(begun).toBe(1);
  clock.now = 60_000;
  await trial();
  expect(begun).toBe(2);
});
