import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from './places.mjs';

/** More than anybody reads of a failed tool's output. */
const KEPT_BYTES = 256 * 1024;

/** What npm tells the scripts it runs; a second npm below must not take it for the person's wishes. */
const SET_BY_NPM =
  /^(npm_(lifecycle_.*|package_.*|command|execpath|node_execpath)|npm_config_(loglevel|local_prefix|user_agent|npm_version|production|omit|workspace|workspaces)|INIT_CWD|NODE_ENV)$/i;

/**
 * @typedef {object} Tool
 * @property {string} command
 * @property {string[]} args
 * @property {Record<string, string>} [env] added to the environment
 */

/**
 * Runs a tool quietly from the root of the checkout and keeps what it prints.
 *
 * @param {Tool} tool
 * @returns {Promise<{ code: number | null, output: string }>} code is null where it could not start
 * or was killed
 */
export function runTool({ command, args, env = {} }) {
  return new Promise((resolve) => {
    /** @type {Buffer[]} */
    const chunks = [];
    let kept = 0;
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      chunks.push(chunk);
      kept += chunk.length;
      while (kept - (chunks[0]?.length ?? kept) >= KEPT_BYTES) kept -= chunks.shift()?.length ?? 0;
    };
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...toolEnvironment(process.env), NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // npx is a batch file on Windows, which only a shell can start.
      shell: process.platform === 'win32' && command === 'npx',
      windowsHide: true,
    });
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const stopWithUs = () => child.kill();
    process.once('exit', stopWithUs);
    const done = (/** @type {number | null} */ code) => {
      process.off('exit', stopWithUs);
      resolve({ code, output: Buffer.concat(chunks).toString('utf8').trim() });
    };
    child.once('error', (error) => {
      keep(Buffer.from(error.message));
      done(null);
    });
    child.once('close', done);
  });
}

/**
 * The person's environment without what npm added to it, and with a place for caches where the
 * home folder is missing or not ours (containers, service users).
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(env) {
  const clean = Object.fromEntries(Object.entries(env).filter(([name]) => !SET_BY_NPM.test(name)));
  if (env['HOME'] === '') delete clean['HOME'];
  if (isWritable(env['HOME'] || os.homedir())) return clean;
  const caches = path.join(ROOT, '.setup/home');
  return {
    ...clean,
    HOME: caches,
    npm_config_cache: path.join(caches, 'npm'),
    XDG_CACHE_HOME: path.join(caches, 'cache'),
    XDG_DATA_HOME: path.join(caches, 'data'),
    XDG_STATE_HOME: path.join(caches, 'state'),
  };
}

/** @param {string} folder */
function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
