import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Deleted photos wait in a bin; those that a guest asked to be removed do not. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('photos')
    .addColumn('deleted_for_good', 'integer', (col) => col.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('photos').addColumn('hidden_before', 'text').execute();
  await sql`
    update photos set deleted_for_good = 1
    where removed_at is not null and hidden is null
      and exists (
        select 1 from takedowns
        where takedowns.photo_id = photos.id and takedowns.state = 'granted'
      )
  `.execute(db);
  await db.schema
    .createIndex('photos_bin')
    .on('photos')
    .columns(['session_id', 'removed_at', 'id'])
    .where(sql<boolean>`removed_at is not null and hidden is null and deleted_for_good = 0`)
    .execute();
}

export async function down({ schema }: Kysely<unknown>): Promise<void> {
  await schema.dropIndex('photos_bin').execute();
  await schema.alterTable('photos').dropColumn('hidden_before').execute();
  await schema.alterTable('photos').dropColumn('deleted_for_good').execute();
}
