import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const RELAY = 'relay/src/**/*.test.ts';

/** What is the same on any database, and runs once: settings, and how the process starts and ends. */
const ONCE = ['relay/src/{config,encoding,errors,memory}/**', 'relay/src/{server,nginx}.test.ts'];

/**
 * Unit and integration tests of every package; the journeys in a browser have e2e/vitest.config.ts.
 * Those of the relay run twice, embedded (SQLite, disk) and scaled (PostgreSQL, Redis, S3); a file whose name ends in
 * `.sqlite.test.ts` or `.postgres.test.ts` is about that one only.
 */
export default defineConfig({
  test: {
    // Processes, not threads: native modules and process signals are part of what is tested.
    pool: 'forks',
    // Files of a worker share what they import: loading all of it for each anew took half of the time.
    isolate: false,
    // Tests wait for a third of their time, for timers, disks and other processes.
    maxWorkers: availableParallelism() + 1,
    // Two busy cores are normal where tests run; only a test that hangs should end this way.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'units',
          include: ['{shared,relay,desktop,e2e,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', RELAY],
        },
      },
      {
        extends: true,
        test: {
          name: 'relay-sqlite',
          include: [RELAY],
          exclude: ['**/*.postgres.test.ts'],
          env: { RELAY_TEST_DATABASE: 'sqlite' },
        },
      },
      {
        extends: true,
        test: {
          name: 'relay-postgres',
          include: [RELAY],
          exclude: ['**/*.sqlite.test.ts', ...ONCE],
          env: { RELAY_TEST_DATABASE: 'postgres' },
          globalSetup: [
            'relay/src/testing/postgres/global-setup.ts',
            'relay/src/testing/scaled-setup.ts',
          ],
        },
      },
    ],
  },
});
