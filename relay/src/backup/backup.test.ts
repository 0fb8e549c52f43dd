import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openBackupWriter, verifyBackup } from '@picture-live/shared/backup';
import { FeedPage } from '@picture-live/shared/protocol';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StorageConfig } from '../config/storage.ts';
import { migrateDatabase, rollBackOne } from '../db/migrate.ts';
import type { DatabaseSettings } from '../db/settings.ts';
import { openBlobStore } from '../storage/open-blob-store.ts';
import { TestDevice } from '../testing/device.ts';
import { registerUser } from '../testing/accounts.ts';
import { sendMessage } from '../testing/messages.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { databaseOf, isPostgres } from '../testing/test-database.ts';
import { restoreBlobs } from './restore-blobs.ts';
import { requireEmpty, restoreTables } from './restore-tables.ts';
import { findLost } from './still-kept.ts';
import { takeBlobs } from './take-blobs.ts';
import { takeTables } from './take-tables.ts';
import { everything, gallery, withDb } from './testing/what-is-there.ts';

const { signal } = new AbortController();

let folder: string;
let file: string;
let relay: TestRelay;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'relay-backup-'));
  file = path.join(folder, 'party.tar');
  relay = await startTestRelay();
});
afterEach(async () => {
  await relay.stop();
  await rm(folder, { recursive: true });
});

/** An evening: photos, one taken back, an account, messages. */
async function play(): Promise<void> {
  const device = new TestDevice(relay.url);
  const [first] = [
    await device.deliver(relay.sessionId, 10),
    await device.deliver(relay.sessionId, 20),
    await device.deliver(relay.sessionId, 30),
  ];
  await device.remove(relay.sessionId, first.photo.id);
  const owner = await registerUser(relay);
  await sendMessage(owner, relay.sessionId, { text: 'Cake at nine 🎂' });
}

/** Goes on with a relay of that kind. */
async function moveTo({ database, storage, home }: Place): Promise<void> {
  await relay.stop();
  relay = { ...(await startTestRelay({ database, storage }, home)), database };
}

async function take(): Promise<string[]> {
  const writer = await openBackupWriter(file, { replace: false, version: '1', createdAt: 1 });
  const store = await openBlobStore(relay.storage);
  const { blobs, ...tables } = await takeTables(relay.database, writer, signal);
  const without = await takeBlobs(blobs, store, writer, { onBlob: () => {}, signal });
  await writer.finish({ relay: { ...tables, without }, desktop: null });
  store.close();
  return without;
}

interface Place {
  database: DatabaseSettings;
  storage: StorageConfig;
  home: string;
}

/** An empty place of its own kind, or of the other. */
async function emptyPlace(kind: DatabaseSettings['kind']): Promise<Place> {
  const home = await mkdtemp(path.join(folder, 'home-'));
  await mkdir(path.join(home, 'relay', 'blobs'), { recursive: true });
  const onDisk: StorageConfig = { type: 'local', folder: path.join(home, 'relay', 'blobs') };
  if (kind === 'sqlite') {
    const database = { kind, file: path.join(home, 'relay', 'relay.sqlite') };
    return { database, storage: onDisk, home };
  }
  const database = await databaseOf(home);
  const { storage } = relay;
  if (storage.type === 'local') return { database, storage, home };
  const settings = { ...storage.settings, prefix: `${storage.settings.prefix}restored/` };
  return { database, storage: { type: 's3', settings }, home };
}

async function restore(
  database: DatabaseSettings,
  storage: StorageConfig,
  beforeCommit = async () => {},
): Promise<void> {
  const { manifest } = await verifyBackup(file);
  if (manifest.relay === null) throw new Error('There is no relay in it.');
  const incoming = await mkdtemp(path.join(folder, 'incoming-'));
  const store = await openBlobStore(storage);
  await restoreBlobs(file, store, incoming, { signal });
  store.close();
  expect(await readdir(incoming)).toEqual([]);
  const gap = { createdAt: 1, now: 1 };
  await restoreTables(file, { relay: manifest.relay }, database, { gap, beforeCommit, signal });
}

/** With SQLite the pictures are on the disk, with PostgreSQL in S3. */
const ways: [DatabaseSettings['kind'], DatabaseSettings['kind']][] = isPostgres
  ? [
      ['postgres', 'postgres'],
      ['postgres', 'sqlite'],
      ['sqlite', 'postgres'],
    ]
  : [['sqlite', 'sqlite']];

test.each(ways)('what was backed up from %s while it ran is the same on %s', async (from, to) => {
  const place = await emptyPlace(to);
  if (from !== relay.database.kind) await moveTo(await emptyPlace(from));
  await play();
  expect(await take()).toEqual([]);
  const rows = await everything(relay.database);
  const before = await gallery(relay.url, relay.sessionId);
  await restore(place.database, place.storage);
  expect(await everything(place.database)).toEqual(rows);
  const again = await startTestRelay(
    { database: place.database, storage: place.storage },
    place.home,
  );
  try {
    expect(again.sessionId).toBe(relay.sessionId);
    expect(await gallery(again.url, again.sessionId)).toEqual(before);
    const repeated = await new TestDevice(again.url).deliver(again.sessionId, 20);
    expect(repeated.outcome).toBe('duplicate');
  } finally {
    await again.stop();
  }
});

test('a restored relay says so to pages that know more of its feed than it does', async () => {
  await play();
  await take();
  const later = '01931b9e-3b60-7000-8000-000000000001';
  await new TestDevice(relay.url).deliver(relay.sessionId, 40, later);
  const seen = await feedOf(relay);
  const { database, storage, home } = await emptyPlace(relay.database.kind);
  await restore(database, storage);
  const again = await startTestRelay({ database, storage }, home);
  try {
    const coming = new TestDevice(again.url);
    const missing = `/api/ingest/sessions/${again.sessionId}/photos/missing`;
    const reply = await coming.sendJson('POST', missing, { photos: [{ id: later, revision: 1 }] });
    expect(await reply.json()).toEqual({ missing: [later], incomplete: [], withoutOriginal: [] });
    // As many as were lost, and one more: by numbers alone nobody would notice.
    for (const shade of [50, 60]) await coming.deliver(again.sessionId, shade);
    const now = await feedOf(again);
    expect(now.lastSeq).toBeGreaterThan(seen.lastSeq);
    expect(now.era).not.toBe(seen.era);
  } finally {
    await again.stop();
  }
});

const feedOf = async ({ url, sessionId }: Pick<TestRelay, 'url' | 'sessionId'>) =>
  FeedPage.parse(await (await fetch(`${url}/api/sessions/${sessionId}/feed`)).json());

test('photos that come while it is made are in it whole or not at all', async () => {
  await play();
  const device = new TestDevice(relay.url);
  const coming = (async () => {
    for (let shade = 100; shade < 110; shade += 1) await device.deliver(relay.sessionId, shade);
  })();
  expect(await take()).toEqual([]);
  await coming;
  const place = await emptyPlace(relay.database.kind);
  await restore(place.database, place.storage);
  const { photos, hashes } = await withDb(place.database, async (db) => ({
    photos: await db.selectFrom('photos').selectAll().execute(),
    hashes: await db.selectFrom('photo_renditions').select('hash').distinct().execute(),
  }));
  expect(photos.length).toBeGreaterThanOrEqual(3);
  const store = await openBlobStore(place.storage);
  for (const { hash } of hashes) expect(await store.read(hash)).not.toBeNull();
  store.close();
});

test('a picture that the storage has lost is said, and does not keep the others from being saved', async () => {
  await play();
  const lost = await withDb(relay.database, (db) =>
    db.selectFrom('photo_renditions').select('hash').executeTakeFirstOrThrow(),
  );
  const store = await openBlobStore(relay.storage);
  await store.remove(lost.hash);
  store.close();
  expect(await take()).toEqual([lost.hash]);
  expect(await findLost(relay.database, [lost.hash])).toEqual([lost.hash]);
  const place = await emptyPlace(relay.database.kind);
  await restore(place.database, place.storage);
  const state = await withDb(place.database, (db) =>
    db.selectFrom('blob_collection').selectAll().where('hash', '=', lost.hash).execute(),
  );
  expect(state).toMatchObject([{ state: 'collected' }]);
  expect(await findLost(place.database, [lost.hash])).toEqual([]);
});

test('a restore that fails at the last moment leaves the database empty', async () => {
  await play();
  await take();
  const { database, storage } = await emptyPlace(relay.database.kind);
  const failing = restore(database, storage, async () => {
    throw new Error('the disk went away');
  });
  await expect(failing).rejects.toThrow('the disk went away');
  await requireEmpty(database, 'the new one');
  await restore(database, storage);
  await expect(requireEmpty(database, 'the new one')).rejects.toThrow(/the new one is not empty/);
});

test('a backup from before an update is brought up to date', async () => {
  const old = await emptyPlace(relay.database.kind);
  await migrateDatabase(old.database);
  await withDb(old.database, async (db) => {
    await rollBackOne(db);
    await sql`insert into relay_settings (key, value) values ('kept', 'as it was')`.execute(db);
  });
  relay = { ...relay, database: old.database };
  await take();
  const { manifest } = await verifyBackup(file);
  const place = await emptyPlace('sqlite');
  await restore(place.database, place.storage);
  const { relay: part } = manifest;
  const there = await withDb(place.database, async (db) => ({
    migrations: (await sql<{ name: string }>`select name from kysely_migration`.execute(db)).rows,
    settings: await db.selectFrom('relay_settings').selectAll().execute(),
  }));
  expect(there.migrations).toHaveLength((part?.migrations.length ?? 0) + 1);
  expect(there.settings).toContainEqual({ key: 'kept', value: 'as it was' });
});

test('a database of a newer version, or none at all, is not backed up', async () => {
  await withDb(relay.database, (db) =>
    sql`insert into kysely_migration (name, timestamp) values ('9999-later', '')`.execute(db),
  );
  await expect(take()).rejects.toThrow(/newer Picture Live \(9999-later\)/);
  await withDb(relay.database, (db) =>
    sql`delete from kysely_migration where name = '9999-later'`.execute(db),
  );
  const nowhere = { kind: 'sqlite' as const, file: path.join(folder, 'nothing.sqlite') };
  const writer = await openBackupWriter(path.join(folder, 'other'), {
    replace: false,
    version: '1',
    createdAt: 1,
  });
  await expect(takeTables(nowhere, writer, signal)).rejects.toThrow(/nothing to back up/);
  await writer.discard();
});
