import { randomBytes } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { migrateDatabase } from '../../db/migrate.ts';
import type { PostgresSettings } from '../../db/settings.ts';
import { withClient } from './cluster.ts';
import { provideServer } from './server.ts';
import { readShape } from './shape.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: ProvidedPostgres;
  }
}

/** What test files get to know about the PostgreSQL of their run. */
export interface ProvidedPostgres {
  server: PostgresSettings;
  /** Every database of this run is called so and more. */
  prefix: string;
  /** The database with all tables and no rows that others are copied from. */
  template: string;
  /** Of the template's tables, to notice when a test has changed them. */
  shape: string;
}

/** Once per run: a PostgreSQL with a database that has all the tables. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { settings: server, stop } = await provideServer(process.env['DB_TEST_URL']);
  const prefix = `relay_test_${randomBytes(4).toString('hex')}`;
  const template = `${prefix}_template`;
  try {
    await withClient(server, (client) => client.query(`create database ${template}`));
    await migrateDatabase({ ...server, name: template });
    const shape = await withClient({ ...server, name: template }, readShape);
    project.provide('postgres', { server, prefix, template, shape });
  } catch (error) {
    await stop();
    throw error;
  }
  return async () => {
    await dropAll(server, prefix);
    await stop();
  };
}

async function dropAll(server: PostgresSettings, prefix: string): Promise<void> {
  await withClient(server, async (client) => {
    const like = `${prefix.replaceAll('_', '\\_')}%`;
    const found = await client.query<{ datname: string }>(
      'select datname from pg_database where datname like $1',
      [like],
    );
    for (const { datname } of found.rows)
      await client.query(`drop database ${datname} with (force)`);
  });
}
