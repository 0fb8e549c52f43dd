import { parseArgs } from 'node:util';
import { machine } from '../harness/machine.ts';
import { BENCHES, type BenchName } from './benches.ts';
import { printFinding, printTable, say, writeJson, type Finding } from './report.ts';

/*
 * `npm run bench -- [NAME…] [--short] [--json FILE]`: every budget that can be measured here, each
 * against a peer or a floor in the same run. It never judges a time by failing: the exit code is 0
 * unless something could not be measured at all.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: 'boolean', default: false }, json: { type: 'string' } },
});

const isBench = (name: string): name is BenchName => Object.hasOwn(BENCHES, name);
const unknown = positionals.find((name) => !isBench(name));
if (unknown !== undefined) {
  process.stderr.write(
    `No bench is called "${unknown}". There are: ${Object.keys(BENCHES).join(', ')}.\n`,
  );
  process.exit(2);
}
const names =
  positionals.length > 0 ? positionals.filter(isBench) : Object.keys(BENCHES).filter(isBench);

say(`Machine: ${machine()}${values.short ? ' · short run, not to be quoted' : ''}\n`);
const findings: Finding[] = [];
const failed: string[] = [];
for (const name of names) {
  try {
    const found = await BENCHES[name]({ short: values.short });
    for (const finding of found) printFinding(finding);
    findings.push(...found);
  } catch (error) {
    failed.push(name);
    say(`${name}: COULD NOT BE MEASURED`);
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
printTable(findings);
if (values.json !== undefined) await writeJson(values.json, findings);
if (failed.length > 0) say(`Could not be measured: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
