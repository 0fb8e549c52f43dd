import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const LIVE = sql<boolean>`removed_at is null`;

/** The gallery by time of capture, by photographer, and of the featured alone. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createIndex('photos_live_captured')
    .on('photos')
    .columns(['session_id', 'captured_at', 'seq'])
    .where(LIVE)
    .execute();
  await schema
    .createIndex('photos_live_photographer')
    .on('photos')
    .columns(['session_id', 'photographer', 'seq'])
    .where(LIVE)
    .execute();
  await schema
    .createIndex('photos_live_featured')
    .on('photos')
    .columns(['session_id', 'seq'])
    .where(sql<boolean>`removed_at is null and featured = 1`)
    .execute();
}

export async function down({ schema }: Kysely<unknown>): Promise<void> {
  for (const name of ['photos_live_featured', 'photos_live_photographer', 'photos_live_captured']) {
    await schema.dropIndex(name).execute();
  }
}
