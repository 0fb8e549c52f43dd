import type { Kysely } from 'kysely';

/** Sessions that no policy archives or deletes, because an owner said so. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('sessions')
    .addColumn('kept', 'integer', (col) => col.notNull().defaultTo(0))
    .execute();
}

export async function down({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('sessions').dropColumn('kept').execute();
}
