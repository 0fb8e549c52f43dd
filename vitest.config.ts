import { defineConfig } from 'vitest/config';

/** Unit and integration tests of every package; the journeys in a browser have e2e/vitest.config.ts. */
export default defineConfig({
  test: {
    include: ['{shared,relay,desktop,e2e,scripts}/**/*.test.{ts,tsx}'],
    // Processes, not threads: native modules and process signals are part of what is tested.
    pool: 'forks',
    // Two busy cores are normal where tests run; only a test that hangs should end this way.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
