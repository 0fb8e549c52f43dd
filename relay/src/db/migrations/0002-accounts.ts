import type { Kysely } from 'kysely';

type Schema = Kysely<unknown>['schema'];

export async function up(db: Kysely<unknown>): Promise<void> {
  await createUsers(db.schema);
  await createLogins(db.schema);
  await createMembers(db.schema);
  await createInvitations(db.schema);
  await createPairings(db.schema);
  await extendDevices(db.schema);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('devices_owner').execute();
  for (const column of ['owner_id', 'name']) {
    await db.schema.alterTable('devices').dropColumn(column).execute();
  }
  const newestFirst = [
    'device_pairings',
    'invitations',
    'session_members',
    'refresh_tokens',
    'logins',
    'users',
  ];
  for (const table of newestFirst) await db.schema.dropTable(table).execute();
}

async function createUsers(schema: Schema): Promise<void> {
  await schema
    .createTable('users')
    .addColumn('id', 'text', (col) => col.primaryKey())
    .addColumn('email', 'text', (col) => col.notNull().unique())
    .addColumn('name', 'text', (col) => col.notNull())
    .addColumn('password_hash', 'text', (col) => col.notNull())
    .addColumn('is_admin', 'integer', (col) => col.notNull().defaultTo(0))
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .addColumn('updated_at', 'bigint', (col) => col.notNull())
    .execute();
}

async function createLogins(schema: Schema): Promise<void> {
  await schema
    .createTable('logins')
    .addColumn('id', 'text', (col) => col.primaryKey())
    .addColumn('user_id', 'text', (col) => col.notNull().references('users.id'))
    .addColumn('client_hash', 'text', (col) => col.notNull())
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .addColumn('last_used_at', 'bigint', (col) => col.notNull())
    .addColumn('ended_at', 'bigint')
    .execute();
  await schema.createIndex('logins_user').on('logins').column('user_id').execute();
  await schema
    .createTable('refresh_tokens')
    .addColumn('token_hash', 'text', (col) => col.primaryKey())
    .addColumn('login_id', 'text', (col) =>
      col.notNull().references('logins.id').onDelete('cascade'),
    )
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .addColumn('expires_at', 'bigint', (col) => col.notNull())
    .addColumn('used_at', 'bigint')
    .addColumn('forgiven_at', 'bigint')
    .execute();
  await schema
    .createIndex('refresh_tokens_login')
    .on('refresh_tokens')
    .column('login_id')
    .execute();
}

async function createMembers(schema: Schema): Promise<void> {
  await schema
    .createTable('session_members')
    .addColumn('session_id', 'text', (col) => col.notNull().references('sessions.id'))
    .addColumn('user_id', 'text', (col) => col.notNull().references('users.id'))
    .addColumn('role', 'text', (col) => col.notNull())
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .addPrimaryKeyConstraint('session_members_pk', ['session_id', 'user_id'])
    .execute();
  await schema
    .createIndex('session_members_user')
    .on('session_members')
    .column('user_id')
    .execute();
}

async function createInvitations(schema: Schema): Promise<void> {
  await schema
    .createTable('invitations')
    .addColumn('id', 'text', (col) => col.primaryKey())
    .addColumn('code_hash', 'text', (col) => col.notNull().unique())
    .addColumn('created_by', 'text', (col) => col.notNull().references('users.id'))
    .addColumn('email', 'text')
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .addColumn('expires_at', 'bigint', (col) => col.notNull())
    .addColumn('used_by', 'text', (col) => col.references('users.id'))
    .execute();
  await schema
    .createIndex('invitations_created_by')
    .on('invitations')
    .column('created_by')
    .execute();
}

async function createPairings(schema: Schema): Promise<void> {
  await schema
    .createTable('device_pairings')
    .addColumn('id', 'text', (col) => col.primaryKey())
    .addColumn('device_code_hash', 'text', (col) => col.notNull().unique())
    .addColumn('user_code', 'text', (col) => col.notNull().unique())
    .addColumn('name', 'text', (col) => col.notNull())
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .addColumn('expires_at', 'bigint', (col) => col.notNull())
    .addColumn('last_polled_at', 'bigint')
    .addColumn('interval_ms', 'integer', (col) => col.notNull())
    .addColumn('approved_by', 'text', (col) => col.references('users.id'))
    .addColumn('session_ids', 'text')
    .execute();
}

/** `owner_id` is no foreign key: SQLite could not drop the column again on the way down. */
async function extendDevices(schema: Schema): Promise<void> {
  await schema.alterTable('devices').addColumn('owner_id', 'text').execute();
  await schema
    .alterTable('devices')
    .addColumn('name', 'text', (col) => col.notNull().defaultTo(''))
    .execute();
  await schema.createIndex('devices_owner').on('devices').column('owner_id').execute();
}
