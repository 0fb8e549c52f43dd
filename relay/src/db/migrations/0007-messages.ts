import { sql } from 'kysely';
import type { Kysely } from 'kysely';

type Schema = Kysely<unknown>['schema'];

export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await createMessages(schema);
  await schema
    .createTable('message_reads')
    .addColumn('session_id', 'text', (col) => col.notNull().references('sessions.id'))
    .addColumn('reader', 'text', (col) => col.notNull())
    .addColumn('seq', 'bigint', (col) => col.notNull())
    .addPrimaryKeyConstraint('message_reads_pk', ['session_id', 'reader'])
    .execute();
  await schema.alterTable('feed_events').addColumn('message_id', 'text').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  // The feed counts without gaps: what told of a message says nothing more than that it was there.
  await sql`
    update feed_events set type = 'session_updated' where message_id is not null`.execute(db);
  await db.schema.alterTable('feed_events').dropColumn('message_id').execute();
  await db.schema.dropTable('message_reads').execute();
  await db.schema.dropTable('messages').execute();
}

async function createMessages(schema: Schema): Promise<void> {
  await schema
    .createTable('messages')
    .addColumn('id', 'text', (col) => col.primaryKey())
    .addColumn('session_id', 'text', (col) => col.notNull().references('sessions.id'))
    .addColumn('seq', 'bigint', (col) => col.notNull())
    .addColumn('sender', 'text', (col) => col.notNull())
    .addColumn('sender_name', 'text', (col) => col.notNull())
    .addColumn('team', 'integer', (col) => col.notNull())
    .addColumn('text', 'text', (col) => col.notNull())
    .addColumn('image_id', 'text', (col) => col.references('images.id'))
    .addColumn('announcement', 'integer', (col) => col.notNull())
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .addColumn('edited_at', 'bigint')
    .addColumn('state', 'text', (col) => col.notNull().defaultTo('live'))
    .execute();
  await schema
    .createIndex('messages_session')
    .unique()
    .on('messages')
    .columns(['session_id', 'seq'])
    .execute();
  // What a guest was called last.
  await schema
    .createIndex('messages_sender')
    .on('messages')
    .columns(['session_id', 'sender', 'seq'])
    .execute();
  await schema.createIndex('messages_image').on('messages').column('image_id').execute();
}
