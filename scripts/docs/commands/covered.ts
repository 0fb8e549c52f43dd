/*
 * Commands that other tests execute. A line here is a promise that commands.test.ts holds against
 * the file: all these words are in it.
 */

export interface Covered {
  /** Executes it. */
  file: string;
  words: readonly string[];
}

/** By the command as the documents have it. */
export const COVERED: Record<string, Covered> = {
  'npm start': { file: 'e2e/harness/product.ts', words: ["'scripts/start.mjs'", 'spawn('] },
  // It cannot run inside itself: it is what runs this.
  'npm test': { file: '.ci/run', words: ['npm test'] },
  // The first thing that every run of the tests does.
  'npm run build': { file: 'scripts/test.mjs', words: ["'./setup.mjs'", 'await setUpOrExit('] },
  'cd /opt/picture-live && npm run build': {
    file: 'scripts/test.mjs',
    words: ["'./setup.mjs'", 'await setUpOrExit('],
  },
};

/** Where each script reads its options. */
export const OPTION_SOURCES: Record<string, string> = {
  start: 'scripts/supervisor/options.ts',
  bench: 'e2e/bench/main.ts',
  faults: 'e2e/faults/main.ts',
  doctor: 'scripts/doctor/options.ts',
  load: 'e2e/load/main.ts',
  backup: 'scripts/backup/options.ts',
  restore: 'scripts/backup/options.ts',
  retention: 'relay/src/cli/command.ts',
  'db:reset': 'relay/src/cli/command.ts',
  'migrate:rollback': 'relay/src/cli/command.ts',
  dist: 'scripts/packaging/options.ts',
};

/** Where the names are that may be said behind a script. */
export const NAME_SOURCES: Record<string, string> = {
  bench: 'e2e/bench/benches.ts',
  faults: 'e2e/faults/faults.ts',
};
