import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isFolderLocked } from '@picture-live/shared/process';
import { ok, warn, type Finding } from './finding.ts';

const NAME = 'leftovers';
const OLD_MS = 24 * 3_600_000;

/**
 * Locks without a relay that answers, and uploads that nobody finishes any more. The lock itself
 * cannot be left over: the system drops it with its process.
 *
 * @param isRunning whether a relay answers at the port.
 */
export async function checkLeftovers(
  dataDir: string,
  isRunning: boolean,
  now: number,
): Promise<Finding> {
  if (isFolderLocked(dataDir) && !isRunning) {
    const says = `A process keeps ${dataDir}, and no relay answers at the port.`;
    const fix = `Find it with "fuser ${path.join(dataDir, 'lock.sqlite')}" and end it; it may run at another port.`;
    return warn(NAME, says, fix);
  }
  const old = await oldUploads(path.join(dataDir, 'incoming'), now);
  if (old === 0) return ok(NAME, isRunning ? 'The folder is in use by the relay.' : 'None.');
  const says = `Uploads that have been unfinished for more than a day: ${old}.`;
  return warn(NAME, says, 'Start the relay again: it throws them away.');
}

async function oldUploads(folder: string, now: number): Promise<number> {
  if (!existsSync(folder)) return 0;
  const names = await readdir(folder);
  const times = await Promise.all(names.map((name) => changedAt(path.join(folder, name), now)));
  return times.filter((time) => now - time > OLD_MS).length;
}

/** What is taken into the store meanwhile is not old. */
async function changedAt(file: string, now: number): Promise<number> {
  if (!existsSync(file)) return now;
  return (await stat(file)).mtimeMs;
}
