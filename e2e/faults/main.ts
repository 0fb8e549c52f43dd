import { parseArgs } from 'node:util';
import { machine } from '../harness/machine.ts';
import { FAULTS, type FaultName } from './faults.ts';
import type { FaultOptions, Outcome } from './outcome.ts';

/*
 * `npm run faults -- [NAME…] [--kills N] [--frames N] [--seed N] [--short]`: breaks a running
 * Picture Live in many ways during a shoot, and looks afterwards whether every frame is live
 * exactly once. The exit code is 0 where everything held.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string' },
    frames: { type: 'string' },
    seed: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
});

function wholeNumber(name: 'kills' | 'frames' | 'seed', otherwise: number): number {
  const given = values[name];
  const number = given === undefined ? otherwise : Number(given);
  if (!Number.isSafeInteger(number) || number < 1) {
    process.stderr.write(`--${name} takes a whole number above 0.\n`);
    process.exit(2);
  }
  return number;
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const isFault = (name: string): name is FaultName => Object.hasOwn(FAULTS, name);
const unknown = positionals.find((name) => !isFault(name));
if (unknown !== undefined) {
  const known = Object.keys(FAULTS).join(', ');
  process.stderr.write(`No fault is called "${unknown}". There are: ${known}.\n`);
  process.exit(2);
}
const chosen = positionals.length > 0 ? positionals : Object.keys(FAULTS);
const options: FaultOptions = {
  kills: wholeNumber('kills', values.short ? 8 : 100),
  frames: wholeNumber('frames', values.short ? 20 : 200),
  seed: wholeNumber('seed', Math.ceil(Math.random() * 1_000_000)),
  short: values.short,
};

say(`Machine: ${machine()}`);
say(`${options.kills} kills, ${options.frames} frames, seed ${options.seed}\n`);

async function runFault(name: FaultName): Promise<Outcome[]> {
  try {
    return await FAULTS[name](options);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return [{ fault: name, story: 'the run itself broke off', problems: [text] }];
  }
}

function report({ fault, story, problems, notRun }: Outcome): void {
  if (notRun !== undefined) say(`NOT RUN   ${fault}: ${notRun}`);
  else say(`${problems.length === 0 ? 'HELD     ' : 'NOT HELD '} ${fault}: ${story}`);
  for (const problem of problems.slice(0, 20)) say(`            ${problem}`);
}

const outcomes: Outcome[] = [];
for (const name of chosen.filter(isFault)) {
  const found = await runFault(name);
  for (const outcome of found) report(outcome);
  outcomes.push(...found);
}
const failed = outcomes.filter((outcome) => outcome.problems.length > 0).length;
const notRun = outcomes.filter((outcome) => outcome.notRun !== undefined).length;
say(`\n${outcomes.length - failed - notRun} held, ${failed} not held, ${notRun} not run`);
process.exit(failed === 0 ? 0 : 1);
