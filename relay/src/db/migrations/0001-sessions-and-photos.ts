import { sql } from 'kysely';
import type { Kysely } from 'kysely';

type Schema = Kysely<unknown>['schema'];

export async function up(db: Kysely<unknown>): Promise<void> {
  await createSessions(db.schema);
  await createDevices(db.schema);
  await createBlobs(db.schema);
  await createPhotos(db.schema);
  await createRenditions(db.schema);
  await createFeed(db.schema);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const newestFirst = [
    'feed_events',
    'photo_renditions',
    'photos',
    'blob_uploads',
    'blobs',
    'device_sessions',
    'devices',
    'sessions',
    'relay_settings',
  ];
  for (const table of newestFirst) await db.schema.dropTable(table).execute();
}

async function createSessions(schema: Schema): Promise<void> {
  await schema
    .createTable('relay_settings')
    .addColumn('key', 'text', (col) => col.primaryKey())
    .addColumn('value', 'text', (col) => col.notNull())
    .execute();
  await schema
    .createTable('sessions')
    .addColumn('id', 'text', (col) => col.primaryKey())
    .addColumn('slug', 'text', (col) => col.notNull().unique())
    .addColumn('title', 'text', (col) => col.notNull())
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .addColumn('last_seq', 'bigint', (col) => col.notNull().defaultTo(0))
    .addColumn('photo_count', 'bigint', (col) => col.notNull().defaultTo(0))
    .execute();
}

async function createDevices(schema: Schema): Promise<void> {
  await schema
    .createTable('devices')
    .addColumn('id', 'text', (col) => col.primaryKey())
    .addColumn('token_hash', 'text', (col) => col.notNull().unique())
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .addColumn('revoked_at', 'bigint')
    .execute();
  await schema
    .createTable('device_sessions')
    .addColumn('device_id', 'text', (col) => col.notNull().references('devices.id'))
    .addColumn('session_id', 'text', (col) => col.notNull().references('sessions.id'))
    .addPrimaryKeyConstraint('device_sessions_pk', ['device_id', 'session_id'])
    .execute();
}

async function createBlobs(schema: Schema): Promise<void> {
  await schema
    .createTable('blobs')
    .addColumn('hash', 'text', (col) => col.primaryKey())
    .addColumn('bytes', 'bigint', (col) => col.notNull())
    .addColumn('width', 'integer', (col) => col.notNull())
    .addColumn('height', 'integer', (col) => col.notNull())
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .execute();
  await schema
    .createTable('blob_uploads')
    .addColumn('device_id', 'text', (col) => col.notNull().references('devices.id'))
    .addColumn('hash', 'text', (col) => col.notNull().references('blobs.hash'))
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .addPrimaryKeyConstraint('blob_uploads_pk', ['device_id', 'hash'])
    .execute();
}

async function createPhotos(schema: Schema): Promise<void> {
  await schema
    .createTable('photos')
    .addColumn('id', 'text', (col) => col.primaryKey())
    .addColumn('session_id', 'text', (col) => col.notNull().references('sessions.id'))
    .addColumn('device_id', 'text', (col) => col.notNull().references('devices.id'))
    .addColumn('seq', 'bigint', (col) => col.notNull())
    .addColumn('revision', 'integer', (col) => col.notNull())
    .addColumn('source_hash', 'text', (col) => col.notNull())
    .addColumn('width', 'integer', (col) => col.notNull())
    .addColumn('height', 'integer', (col) => col.notNull())
    .addColumn('captured_at', 'bigint', (col) => col.notNull())
    .addColumn('published_at', 'bigint', (col) => col.notNull())
    .addColumn('thumbhash', 'text', (col) => col.notNull())
    .addColumn('timeline', 'text', (col) => col.notNull())
    .addColumn('first_painted_at', 'bigint')
    .addColumn('removed_at', 'bigint')
    .execute();
  // The gallery's order; what was removed is not in its way.
  await schema
    .createIndex('photos_live_newest')
    .on('photos')
    .columns(['session_id', 'seq'])
    .where(sql<boolean>`removed_at is null`)
    .execute();
  // The same content is live once in a session.
  await schema
    .createIndex('photos_live_source')
    .unique()
    .on('photos')
    .columns(['session_id', 'source_hash'])
    .where(sql<boolean>`removed_at is null`)
    .execute();
}

async function createRenditions(schema: Schema): Promise<void> {
  await schema
    .createTable('photo_renditions')
    .addColumn('photo_id', 'text', (col) => col.notNull().references('photos.id'))
    .addColumn('revision', 'integer', (col) => col.notNull())
    .addColumn('name', 'text', (col) => col.notNull())
    .addColumn('hash', 'text', (col) => col.notNull().references('blobs.hash'))
    .addColumn('width', 'integer', (col) => col.notNull())
    .addColumn('height', 'integer', (col) => col.notNull())
    .addColumn('bytes', 'bigint', (col) => col.notNull())
    .addColumn('type', 'text', (col) => col.notNull())
    .addPrimaryKeyConstraint('photo_renditions_pk', ['photo_id', 'revision', 'name'])
    .execute();
  await schema.createIndex('photo_renditions_hash').on('photo_renditions').column('hash').execute();
}

async function createFeed(schema: Schema): Promise<void> {
  await schema
    .createTable('feed_events')
    .addColumn('session_id', 'text', (col) => col.notNull().references('sessions.id'))
    .addColumn('seq', 'bigint', (col) => col.notNull())
    .addColumn('type', 'text', (col) => col.notNull())
    .addColumn('at', 'bigint', (col) => col.notNull())
    .addColumn('photo_id', 'text', (col) => col.references('photos.id'))
    .addPrimaryKeyConstraint('feed_events_pk', ['session_id', 'seq'])
    .execute();
}
