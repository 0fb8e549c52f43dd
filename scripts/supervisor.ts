import { fileURLToPath } from 'node:url';
import { parseCommand, surroundings, USAGE, type Command } from './supervisor/options.ts';
import { systemCode, UsageError } from './supervisor/problems.ts';
import { supervise } from './supervisor/supervise.ts';
import { programs } from './supervisor/programs.ts';

/* `npm start` after the set-up: relay and engine under one supervisor, on Node 24. */

const WRONG_USAGE = 2;
const MANIFEST = fileURLToPath(new URL('../package.json', import.meta.url));

// Whoever read our output may leave before the shoot is over.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (systemCode(error) !== 'EPIPE') throw error;
  });
}

process.exit(await run(readCommand()));

function readCommand(): Command | null {
  try {
    return parseCommand(process.argv.slice(2), surroundings(MANIFEST));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(error.message);
    return null;
  }
}

async function run(command: Command | null): Promise<number> {
  if (command === null) return WRONG_USAGE;
  if (command.kind === 'run')
    return supervise(command.options, programs(command.options, complain));
  process.stdout.write(USAGE);
  return 0;
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
