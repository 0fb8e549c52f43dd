import type { Kysely } from 'kysely';

/**
 * Who did what, when, to what, and from which network. No references: an entry stays when what it
 * speaks of is gone, for that is when somebody asks.
 */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('audit_entries')
    .addColumn('id', 'text', (col) => col.primaryKey())
    .addColumn('at', 'bigint', (col) => col.notNull())
    .addColumn('action', 'text', (col) => col.notNull())
    .addColumn('actor_kind', 'text', (col) => col.notNull())
    .addColumn('actor_id', 'text')
    .addColumn('network', 'text')
    .addColumn('session_id', 'text')
    .addColumn('account_id', 'text')
    .addColumn('subjects', 'text', (col) => col.notNull())
    .addColumn('details', 'text', (col) => col.notNull())
    .execute();
  for (const column of ['session_id', 'account_id']) {
    await schema
      .createIndex(`audit_entries_${column}`)
      .on('audit_entries')
      .columns([column, 'id'])
      .execute();
  }
  await schema.createIndex('audit_entries_at').on('audit_entries').column('at').execute();
}

export async function down({ schema }: Kysely<unknown>): Promise<void> {
  await schema.dropTable('audit_entries').execute();
}
