import path from 'node:path';
import { ROOT } from './setup/places.mjs';
import { UsageError } from './supervisor/problems.ts';
import { DistError } from './packaging/dist-error.ts';
import { keepFailure } from './packaging/explain.ts';
import { DIST_USAGE, parseDist } from './packaging/options.ts';
import { runDist } from './packaging/run.ts';
import { dropEmpty } from './packaging/signing.ts';

/*
 * `npm run dist`: the desktop app as something to install. Exit code 1 where it could not be made, 2
 * where an option is wrong.
 */

const FAILURE_LOG = path.join(ROOT, '.setup/dist-failure.log');

process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
// What electron-builder has given up on may still wait for the network.
process.exit(await run(process.argv.slice(2)));

/** @returns the exit code. */
async function run(args: string[]): Promise<number> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  try {
    const options = parseDist(args, process);
    if (options === null) {
      process.stdout.write(DIST_USAGE);
      return 0;
    }
    dropEmpty(process.env);
    await runDist(options, process.env, say);
    return 0;
  } catch (error) {
    const isExplained = error instanceof UsageError || error instanceof DistError;
    const sentence = isExplained ? error.message : await keepFailure(error, FAILURE_LOG);
    process.stderr.write(`${sentence}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}
