import type { Kysely } from 'kysely';

/** Which photo a message is about. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('messages').addColumn('photo_id', 'text').execute();
  await schema.createIndex('messages_photo').on('messages').columns(['photo_id', 'seq']).execute();
}

export async function down({ schema }: Kysely<unknown>): Promise<void> {
  await schema.dropIndex('messages_photo').execute();
  await schema.alterTable('messages').dropColumn('photo_id').execute();
}
