import { defineConfig } from 'vitest/config';

/** Journeys drive the built product; each starts its own and often waits for it: three keep two cores busy. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['{journeys,scaled}/**/*.e2e.ts'],
    maxWorkers: 3,
    testTimeout: 180_000,
    hookTimeout: 300_000,
    // How long something takes is not what a journey is about; the default is one second.
    expect: { poll: { timeout: 30_000, interval: 50 } },
  },
});
