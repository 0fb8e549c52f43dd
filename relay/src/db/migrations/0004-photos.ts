import { sql } from 'kysely';
import type { Kysely } from 'kysely';

type Schema = Kysely<unknown>['schema'];

export async function up(db: Kysely<unknown>): Promise<void> {
  await extendPhotos(db.schema);
  await createTagsAndLikes(db.schema);
  await createImages(db.schema);
  await createPendingScans(db.schema);
}

export async function down({ schema }: Kysely<unknown>): Promise<void> {
  for (const table of ['pending_scans', 'images', 'photo_likes', 'photo_tags']) {
    await schema.dropTable(table).execute();
  }
  await schema.dropIndex('photos_kept_source').execute();
  for (const column of COLUMNS.toReversed()) {
    await schema.alterTable('photos').dropColumn(column).execute();
  }
  await createLiveSource(schema);
}

const COLUMNS = [
  'hidden',
  'caption',
  'featured',
  'like_count',
  'download_count',
  'uploader',
] as const;

async function extendPhotos(schema: Schema): Promise<void> {
  const alter = (): ReturnType<Schema['alterTable']> => schema.alterTable('photos');
  await alter().addColumn('hidden', 'text').execute();
  await alter()
    .addColumn('caption', 'text', (col) => col.notNull().defaultTo(''))
    .execute();
  for (const counter of ['featured', 'like_count', 'download_count']) {
    await alter()
      .addColumn(counter, 'integer', (col) => col.notNull().defaultTo(0))
      .execute();
  }
  await alter().addColumn('uploader', 'text').execute();
  // What is hidden keeps its content to itself: delivering it again must not bring it back.
  await schema.dropIndex('photos_live_source').execute();
  await schema
    .createIndex('photos_kept_source')
    .unique()
    .on('photos')
    .columns(['session_id', 'source_hash'])
    .where(sql<boolean>`removed_at is null or hidden is not null`)
    .execute();
}

async function createLiveSource(schema: Schema): Promise<void> {
  await schema
    .createIndex('photos_live_source')
    .unique()
    .on('photos')
    .columns(['session_id', 'source_hash'])
    .where(sql<boolean>`removed_at is null`)
    .execute();
}

async function createTagsAndLikes(schema: Schema): Promise<void> {
  await schema
    .createTable('photo_tags')
    .addColumn('photo_id', 'text', (col) => col.notNull().references('photos.id'))
    .addColumn('tag', 'text', (col) => col.notNull())
    .addPrimaryKeyConstraint('photo_tags_pk', ['photo_id', 'tag'])
    .execute();
  await schema
    .createIndex('photo_tags_tag')
    .on('photo_tags')
    .columns(['tag', 'photo_id'])
    .execute();
  await schema
    .createTable('photo_likes')
    .addColumn('photo_id', 'text', (col) => col.notNull().references('photos.id'))
    .addColumn('liker', 'text', (col) => col.notNull())
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .addPrimaryKeyConstraint('photo_likes_pk', ['photo_id', 'liker'])
    .execute();
  await schema
    .createIndex('photo_likes_liker')
    .on('photo_likes')
    .columns(['liker', 'photo_id'])
    .execute();
}

async function createImages(schema: Schema): Promise<void> {
  await schema
    .createTable('images')
    .addColumn('id', 'text', (col) => col.primaryKey())
    .addColumn('session_id', 'text', (col) => col.notNull().references('sessions.id'))
    .addColumn('uploader', 'text', (col) => col.notNull())
    .addColumn('name', 'text', (col) => col.notNull())
    .addColumn('hash', 'text', (col) => col.notNull().references('blobs.hash'))
    .addColumn('thumb_hash', 'text', (col) => col.notNull().references('blobs.hash'))
    .addColumn('width', 'integer', (col) => col.notNull())
    .addColumn('height', 'integer', (col) => col.notNull())
    .addColumn('bytes', 'bigint', (col) => col.notNull())
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .execute();
  await schema.createIndex('images_session').on('images').columns(['session_id', 'id']).execute();
  await schema.createIndex('images_hash').on('images').column('hash').execute();
  await schema.createIndex('images_thumb_hash').on('images').column('thumb_hash').execute();
}

async function createPendingScans(schema: Schema): Promise<void> {
  await schema
    .createTable('pending_scans')
    .addColumn('photo_id', 'text', (col) => col.primaryKey().references('photos.id'))
    .addColumn('source_hash', 'text', (col) => col.notNull())
    .addColumn('then_held', 'integer', (col) => col.notNull())
    .addColumn('tries', 'integer', (col) => col.notNull().defaultTo(0))
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .addColumn('next_try_at', 'bigint', (col) => col.notNull())
    .execute();
  await schema
    .createIndex('pending_scans_next')
    .on('pending_scans')
    .column('next_try_at')
    .execute();
  await schema
    .createIndex('pending_scans_source')
    .on('pending_scans')
    .column('source_hash')
    .execute();
}
