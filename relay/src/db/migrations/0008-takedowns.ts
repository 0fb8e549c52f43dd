import type { Kysely } from 'kysely';

/** `photo_id` is no foreign key: what was asked stays on record whatever becomes of the photo. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('takedowns')
    .addColumn('id', 'text', (col) => col.primaryKey())
    .addColumn('session_id', 'text', (col) => col.notNull().references('sessions.id'))
    .addColumn('photo_id', 'text', (col) => col.notNull())
    .addColumn('asker', 'text', (col) => col.notNull())
    .addColumn('origin', 'text', (col) => col.notNull())
    .addColumn('reason', 'text', (col) => col.notNull())
    .addColumn('contact', 'text')
    .addColumn('state', 'text', (col) => col.notNull())
    .addColumn('hid', 'integer', (col) => col.notNull())
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .addColumn('decided_at', 'bigint')
    .addColumn('decided_by', 'text')
    .addColumn('note', 'text', (col) => col.notNull())
    .execute();
  await schema
    .createIndex('takedowns_photo_asker')
    .unique()
    .on('takedowns')
    .columns(['photo_id', 'asker'])
    .execute();
  await schema
    .createIndex('takedowns_session')
    .on('takedowns')
    .columns(['session_id', 'id'])
    .execute();
  await schema.createIndex('takedowns_asker').on('takedowns').columns(['asker', 'state']).execute();
  await schema
    .createIndex('takedowns_origin')
    .on('takedowns')
    .columns(['origin', 'state'])
    .execute();
}

export async function down({ schema }: Kysely<unknown>): Promise<void> {
  await schema.dropTable('takedowns').execute();
}
