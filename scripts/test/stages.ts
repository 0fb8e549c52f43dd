import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runOnNode24 } from '../setup/node24.mjs';
import { ROOT } from '../setup/places.mjs';
import { browserEnvironment } from './browser.ts';
import { countTests, type Counts } from './counts.ts';

export interface Stage {
  name: string;
  run: () => Promise<Counts>;
}

/** Tools that say yes or no, at the same time: each uses little more than one core. Each is a test. */
function checks(commands: Record<string, string[]>): Stage {
  return {
    name: Object.keys(commands).join(', '),
    run: async () => {
      const all = await Promise.all(
        Object.entries(commands).map(async ([name, command]) => {
          const code = await runOnNode24(command, { cwd: ROOT });
          if (code !== 0) process.stdout.write(`${name}: failed\n`);
          return code === 0;
        }),
      );
      const passed = all.filter(Boolean).length;
      return { passed, failed: all.length - passed, skipped: 0 };
    },
  };
}

/** All tests of a Vitest configuration; `prepare` gives what they need in their environment. */
function vitest(
  name: string,
  config: string,
  prepare: () => Promise<Record<string, string>> = async () => ({}),
): Stage {
  return {
    name,
    run: async () => {
      const report = path.join(ROOT, '.setup', `report-${name}.json`);
      mkdirSync(path.dirname(report), { recursive: true });
      rmSync(report, { force: true });
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      const code = await runOnNode24(
        ['node_modules/vitest/vitest.mjs', 'run', `--config=${config}`, ...reporters],
        { cwd: ROOT, env: await prepare() },
      );
      return countTests(existsSync(report) ? readFileSync(report, 'utf8') : null, code);
    },
  };
}

const PRETTIER = 'node_modules/prettier/bin/prettier.cjs';

/** In the order in which they run: the quick ones that catch most first. */
export const STAGES: readonly Stage[] = [
  checks({
    format: [PRETTIER, '--check', '--cache', '--log-level=warn', '.'],
    lint: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
    types: ['scripts/typecheck.ts'],
  }),
  vitest('unit', 'vitest.config.ts'),
  vitest('end-to-end', 'e2e/vitest.config.ts', browserEnvironment),
];
