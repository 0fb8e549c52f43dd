import './setup/require-node.mjs';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SetupError } from './setup/explain.mjs';
import { withLock } from './setup/lock.mjs';
import { ROOT } from './setup/places.mjs';
import { announce } from './setup/progress.mjs';
import { STEPS } from './setup/steps.mjs';

/**
 * Does what is missing between a fresh clone and a running system, and nothing else: with nothing
 * to do it returns in milliseconds and prints nothing. Several may run at once; one does the work.
 *
 * @throws {SetupError} with what failed and what to do
 */
export async function setUp() {
  if (STEPS.every((step) => step.isDone())) return;
  const waiting = () => process.stderr.write('set-up: waiting for another one to finish\n');
  await withLock(`${ROOT}.setup/lock`, runSteps, waiting);
}

async function runSteps() {
  for (const step of STEPS) {
    if (step.isDone()) continue;
    const finished = announce(step.name);
    await step.run();
    finished();
  }
}

/**
 * The set-up as the first thing of a command: prints what failed and ends the process.
 *
 * @param {() => void} [onFailure] called before the process ends
 */
export async function setUpOrExit(onFailure = () => {}) {
  // The default action would leave the lock and the tools behind; `exit` cleans up.
  const interrupted = (/** @type {NodeJS.Signals} */ signal) =>
    process.exit(signal === 'SIGINT' ? 130 : 143);
  process.on('SIGINT', interrupted);
  process.on('SIGTERM', interrupted);
  try {
    await setUp();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    if (error.output !== '') process.stderr.write(`${error.output}\n\n`);
    process.stderr.write(`${error.message}\n`);
    onFailure();
    process.exit(1);
  }
  process.off('SIGINT', interrupted);
  process.off('SIGTERM', interrupted);
}

const startedAs = process.argv[1];
if (startedAs !== undefined && realpathSync(startedAs) === fileURLToPath(import.meta.url)) {
  await setUpOrExit();
}
