import type { Kysely } from 'kysely';

/** What devices wish of photos that they have delivered. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('photos')
    .addColumn('wish_version', 'bigint', (col) => col.notNull().defaultTo(0))
    .execute();
  await schema
    .alterTable('photos')
    .addColumn('retracted', 'integer', (col) => col.notNull().defaultTo(0))
    .execute();
}

export async function down({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('photos').dropColumn('retracted').execute();
  await schema.alterTable('photos').dropColumn('wish_version').execute();
}
