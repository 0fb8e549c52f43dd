import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { COMPILED, NODE_24, ROOT } from './places.mjs';

/** @type {readonly NodeJS.Signals[]} */
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a script of the project on Node 24 with our standard streams, passes signals on, and waits
 * for it: a signal never ends us before the script has ended in its own way.
 *
 * @param {readonly string[]} args script, relative to the root of the checkout, and its arguments
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options] `env` is
 * added to the environment
 * @returns {Promise<number>} the exit code; 128 + number where a signal ended it
 */
export function runOnNode24([script = '', ...args], { cwd = process.cwd(), env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(NODE_24, [path.join(ROOT, script), ...args], {
      cwd,
      // What was compiled once is there for the next start, and for the processes that this one starts.
      env: { NODE_COMPILE_CACHE: COMPILED, ...process.env, ...env },
      // The IPC channel tells the script when we are gone, however that happened.
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    for (const signal of FORWARDED) process.on(signal, pass);
    const stopWithUs = () => child.kill();
    process.once('exit', stopWithUs);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of FORWARDED) process.off(name, pass);
      process.off('exit', stopWithUs);
      resolve(code ?? 128 + (signal === null ? 0 : os.constants.signals[signal]));
    });
  });
}
