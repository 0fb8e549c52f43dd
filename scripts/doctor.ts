import path from 'node:path';
import { examine } from './doctor/examine.ts';
import { DOCTOR_USAGE, parseDoctor } from './doctor/options.ts';
import { printFindings } from './doctor/print.ts';
import { ROOT } from './setup/places.mjs';
import { surroundings } from './supervisor/options.ts';
import { UsageError } from './supervisor/problems.ts';

/*
 * `npm run doctor`: looks at a machine or a deployment and says what to mend. Exit code 1 where
 * something does not work, 2 where an option is wrong.
 */

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function run(args: string[]): Promise<number> {
  const options = parseDoctor(args, surroundings(path.join(ROOT, 'package.json')));
  if (options === null) {
    process.stdout.write(DOCTOR_USAGE);
    return 0;
  }
  const findings = await examine(options, process.env);
  const isWhole = findings.every(({ state }) => state !== 'fail');
  const colours = process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '';
  const report = { ok: isWhole, findings };
  process.stdout.write(
    options.json ? `${JSON.stringify(report)}\n` : printFindings(findings, colours),
  );
  return isWhole ? 0 : 1;
}
