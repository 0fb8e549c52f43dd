import type { Kysely } from 'kysely';

type Schema = Kysely<unknown>['schema'];

/** Numbers over time, and what a studio is told of logins, laptops and invitations. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await createSessionNumbers(schema);
  await schema
    .createTable('photo_views')
    .addColumn('session_id', 'text', (col) => col.notNull())
    .addColumn('photo_id', 'text', (col) => col.notNull())
    .addColumn('views', 'bigint', (col) => col.notNull())
    .addPrimaryKeyConstraint('photo_views_pk', ['session_id', 'photo_id'])
    .execute();
  await schema.alterTable('devices').addColumn('last_seen_at', 'bigint').execute();
  await schema
    .alterTable('logins')
    .addColumn('client_name', 'text', (col) => col.notNull().defaultTo(''))
    .execute();
  for (const column of ['session_id', 'role'] as const) {
    await schema.alterTable('invitations').addColumn(column, 'text').execute();
  }
}

export async function down({ schema }: Kysely<unknown>): Promise<void> {
  for (const column of ['role', 'session_id'] as const) {
    await schema.alterTable('invitations').dropColumn(column).execute();
  }
  await schema.alterTable('logins').dropColumn('client_name').execute();
  await schema.alterTable('devices').dropColumn('last_seen_at').execute();
  for (const table of ['photo_views', 'session_numbers']) await schema.dropTable(table).execute();
}

/** No references: numbers are written behind, when what they are about may just have gone. */
async function createSessionNumbers(schema: Schema): Promise<void> {
  let table = schema
    .createTable('session_numbers')
    .addColumn('session_id', 'text', (col) => col.notNull())
    .addColumn('span', 'integer', (col) => col.notNull())
    .addColumn('at', 'bigint', (col) => col.notNull());
  for (const counter of [
    'visits',
    'photo_views',
    'downloads',
    'archives',
    'viewer_ms',
    'viewer_peak',
  ] as const) {
    table = table.addColumn(counter, 'bigint', (col) => col.notNull().defaultTo(0));
  }
  await table.addPrimaryKeyConstraint('session_numbers_pk', ['session_id', 'span', 'at']).execute();
  await schema
    .createIndex('session_numbers_age')
    .on('session_numbers')
    .columns(['span', 'at'])
    .execute();
}
