import type { Kysely } from 'kysely';

/** A restore begins a new era, in which numbers of the feed are handed out a second time. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('sessions')
    .addColumn('era', 'text', (col) => col.notNull().defaultTo(''))
    .execute();
}

export async function down({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('sessions').dropColumn('era').execute();
}
