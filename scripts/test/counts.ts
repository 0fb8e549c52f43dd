import * as z from 'zod/mini';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const NONE: Counts = { passed: 0, failed: 0, skipped: 0 };

/** The part of Vitest's JSON report that is counted. */
const Report = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

/**
 * Counts what Vitest reported. What goes wrong outside a test (a file that cannot be loaded, an
 * unhandled rejection, a run that broke off) counts as a failed test, so that it cannot vanish.
 *
 * @param json the report of the JSON reporter; null where the run ended before it wrote one
 * @param exitCode of the run
 */
export function countTests(json: string | null, exitCode: number): Counts {
  const counts = { ...NONE };
  const files = json === null ? [] : z.parse(Report, JSON.parse(json)).testResults;
  for (const file of files) {
    for (const test of file.assertionResults) counts[outcome(test.status)] += 1;
    // Not loaded, or everything in it left out (what it needs is not on this computer).
    if (file.assertionResults.length === 0) {
      counts[file.status === 'failed' ? 'failed' : 'skipped'] += 1;
    }
  }
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

function outcome(status: string): keyof Counts {
  if (status === 'passed' || status === 'failed') return status;
  return 'skipped';
}

export function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** The line that scripts look for at the end of `npm test`. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
