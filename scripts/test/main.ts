import { add, closingLine, NONE } from './counts.ts';
import { STAGES } from './stages.ts';

/*
 * Every check and test there is. A stage that fails does not hide the ones after it. The last line
 * counts the whole run; the set-up, which has succeeded when this starts, counts as one test.
 */
if (!process.stdout.isTTY) process.env['NO_COLOR'] = '1';
let total = add(NONE, { passed: 1, failed: 0, skipped: 0 });

for (const stage of STAGES) {
  process.stdout.write(`\n── ${stage.name}\n`);
  const start = performance.now();
  const counts = await stage.run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`── ${stage.name}: ${closingLine(counts)} (${seconds} s)\n`);
  total = add(total, counts);
}

process.stdout.write(`\n${closingLine(total)}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
