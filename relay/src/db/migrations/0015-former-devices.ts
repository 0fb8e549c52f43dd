import type { Kysely } from 'kysely';

/** Which device a laptop was before it had to be paired again. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('device_pairings').addColumn('former_device_id', 'text').execute();
}

export async function down({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('device_pairings').dropColumn('former_device_id').execute();
}
