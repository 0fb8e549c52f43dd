import type { Kysely } from 'kysely';

/** When the shoot is, and the logos that were brought for its gallery. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('sessions').addColumn('starts_at', 'bigint').execute();
  await schema.alterTable('sessions').addColumn('ends_at', 'bigint').execute();
  await schema
    .createTable('session_logos')
    .addColumn('session_id', 'text', (col) => col.notNull().references('sessions.id'))
    .addColumn('hash', 'text', (col) => col.notNull().references('blobs.hash'))
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .addPrimaryKeyConstraint('session_logos_key', ['session_id', 'hash'])
    .execute();
  await schema.createIndex('session_logos_hash').on('session_logos').column('hash').execute();
}

export async function down({ schema }: Kysely<unknown>): Promise<void> {
  await schema.dropTable('session_logos').execute();
  await schema.alterTable('sessions').dropColumn('ends_at').execute();
  await schema.alterTable('sessions').dropColumn('starts_at').execute();
}
