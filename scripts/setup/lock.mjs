import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HEARTBEAT_MS = 1_000;
const LOOK_MS = 200;
/** An owner whose heart we did not see beat for this long, by our own clock, is dead or asleep. */
const SILENCE_MS = 15_000;

/**
 * Runs `work` while no other process runs its own under the same lock file. A lock left by a
 * process that was killed is noticed: at once when it ran on this machine, otherwise (another
 * container, a shared folder) when its heart stops beating.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] called once when somebody else holds the lock
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait = () => {}) {
  const owner = `${process.pid} ${randomUUID()} ${os.hostname()}`;
  mkdirSync(path.dirname(file), { recursive: true });
  await take(file, owner, onWait);
  const heart = setInterval(() => beat(file), HEARTBEAT_MS);
  const release = () => {
    if (read(file) === owner) rmSync(file, { force: true });
  };
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(heart);
    process.off('exit', release);
    release();
  }
}

/**
 * @param {string} file
 * @param {string} owner
 * @param {() => void} onWait
 */
async function take(file, owner, onWait) {
  let waiting = false;
  /** @type {{ sign: string | undefined, since: number }} */
  let seen = { sign: undefined, since: performance.now() };
  while (!create(file, owner)) {
    const holder = read(file);
    if (holder === undefined) continue;
    const sign = `${holder} ${statSync(file, { throwIfNoEntry: false })?.mtimeMs}`;
    if (sign !== seen.sign) seen = { sign, since: performance.now() };
    if (hasDied(holder) || performance.now() - seen.since > SILENCE_MS) {
      breakLock(file, holder);
      continue;
    }
    if (!waiting) onWait();
    waiting = true;
    await sleep(LOOK_MS);
  }
}

/**
 * @param {string} file
 * @param {string} owner
 */
function create(file, owner) {
  try {
    writeFileSync(file, owner, { flag: 'wx' });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * Takes a dead owner's lock away. Two waiters may come here at once: whoever finds that it took a
 * living owner's lock gives it back.
 *
 * @param {string} file
 * @param {string} dead
 */
function breakLock(file, dead) {
  const grave = `${file}.${randomUUID()}`;
  try {
    renameSync(file, grave);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  const taken = read(grave);
  if (taken !== undefined && taken !== dead) create(file, taken);
  rmSync(grave, { force: true });
}

/** @param {string} holder */
function hasDied(holder) {
  // Empty: created this moment and not yet written. Its heart tells whether anybody is there.
  if (holder === '') return false;
  const [pid, , host] = holder.split(' ');
  if (host !== os.hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return isCode(error, 'ESRCH');
  }
}

/** @param {string} file */
function beat(file) {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  }
}

/**
 * @param {string} file
 * @returns {string | undefined}
 */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function isCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code;
}
