import type { Kysely } from 'kysely';

const COLUMNS = [
  'access',
  'code_hash',
  'guests_since',
  'expires_at',
  'switches',
  'branding',
  'deleted_at',
  'restorable_until',
] as const;

/** What a session says about who gets in. Those that exist stay open to whoever has their link. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  const sessions = () => schema.alterTable('sessions');
  await sessions()
    .addColumn('access', 'text', (col) => col.notNull().defaultTo('public'))
    .execute();
  await sessions().addColumn('code_hash', 'text').execute();
  await sessions()
    .addColumn('guests_since', 'bigint', (col) => col.notNull().defaultTo(0))
    .execute();
  await sessions().addColumn('expires_at', 'bigint').execute();
  await sessions()
    .addColumn('switches', 'text', (col) => col.notNull().defaultTo('{}'))
    .execute();
  await sessions()
    .addColumn('branding', 'text', (col) => col.notNull().defaultTo('{}'))
    .execute();
  await sessions().addColumn('deleted_at', 'bigint').execute();
  await sessions().addColumn('restorable_until', 'bigint').execute();
}

export async function down({ schema }: Kysely<unknown>): Promise<void> {
  for (const column of COLUMNS) await schema.alterTable('sessions').dropColumn(column).execute();
}
