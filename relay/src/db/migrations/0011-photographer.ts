import type { Kysely } from 'kysely';

/** Whose photo it is, in the words of the laptop that delivered it. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('photos')
    .addColumn('photographer', 'text', (col) => col.notNull().defaultTo(''))
    .execute();
}

export async function down({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('photos').dropColumn('photographer').execute();
}
