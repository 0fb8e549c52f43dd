import type { Kysely } from 'kysely';

export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('media_keys')
    .addColumn('session_id', 'text', (col) =>
      col.primaryKey().references('sessions.id').onDelete('cascade'),
    )
    .addColumn('secret', 'text', (col) => col.notNull())
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .execute();
  // No reference to blobs: stored bytes whose row was never committed pass through here too.
  await schema
    .createTable('blob_collection')
    .addColumn('hash', 'text', (col) => col.primaryKey())
    .addColumn('state', 'text', (col) => col.notNull())
    .addColumn('since', 'bigint', (col) => col.notNull())
    .execute();
  await schema
    .createIndex('blob_collection_state')
    .on('blob_collection')
    .columns(['state', 'since'])
    .execute();
  await schema.createIndex('blobs_created').on('blobs').columns(['created_at', 'hash']).execute();
}

export async function down({ schema }: Kysely<unknown>): Promise<void> {
  await schema.dropIndex('blobs_created').execute();
  await schema.dropTable('blob_collection').execute();
  await schema.dropTable('media_keys').execute();
}
