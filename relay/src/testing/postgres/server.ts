import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import * as z from 'zod/mini';
import type { PostgresSettings } from '../../db/settings.ts';

const Settings = z.object({
  kind: z.literal('postgres'),
  host: z.string(),
  port: z.number(),
  name: z.string(),
  user: z.string(),
  password: z.nullable(z.string()),
  ssl: z.enum(['off', 'require', 'verify']),
  poolMax: z.number(),
});

/** Few: many test files run at once. */
const CONNECTIONS = 5;

/** A PostgreSQL for a run of the tests. */
export interface TestServer {
  /** Of a user who may make databases. */
  settings: PostgresSettings;
  stop: () => Promise<void>;
}

/**
 * The server of DB_TEST_URL (`postgres://user:password@host:port/postgres`) where that is given,
 * otherwise one that is made for this run and removed with it.
 */
export async function provideServer(url: string | undefined): Promise<TestServer> {
  if (url !== undefined && url !== '') return { settings: readUrl(url), stop: async () => {} };
  const guardian = fork(path.join(import.meta.dirname, 'guardian.ts'), {
    execArgv: [],
    // A group of its own: Ctrl-C reaches the run, which then lets go of it.
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(guardian, 'exit');
  const settings = await Promise.race([
    once(guardian, 'message').then(([message]) => Settings.parse(message)),
    ended.then(() => {
      throw new Error('The PostgreSQL of the tests could not be started, see above.');
    }),
  ]);
  return {
    settings: { ...settings, poolMax: CONNECTIONS },
    stop: async () => {
      guardian.disconnect();
      await ended;
    },
  };
}

function readUrl(text: string): PostgresSettings {
  const url = new URL(text);
  return {
    kind: 'postgres',
    host: url.hostname,
    port: url.port === '' ? 5432 : Number(url.port),
    name: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
    user: decodeURIComponent(url.username) || 'postgres',
    password: url.password === '' ? null : decodeURIComponent(url.password),
    ssl: url.searchParams.get('sslmode') === 'require' ? 'require' : 'off',
    poolMax: CONNECTIONS,
  };
}
