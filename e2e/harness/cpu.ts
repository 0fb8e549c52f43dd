import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** USER_HZ, fixed at 100 in the interface to user space (proc(5), `clock ticks`). */
const TICKS_PER_SECOND = 100;

/** CPU seconds that a process has used, all threads, to 10 ms; `null` where the system has no /proc. */
export async function cpuSecondsOf(pid: number): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold spaces; what follows the last bracket is fixed (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/**
 * Keeps a process and all its threads on one core. Resolves to whether that was possible: it needs
 * `taskset` (Linux) and a second core for everybody else.
 */
export async function pinToCore(pid: number, core: number): Promise<boolean> {
  if (process.platform !== 'linux' || os.availableParallelism() < 2) return false;
  try {
    await run('taskset', ['-a', '-c', '-p', String(core), String(pid)]);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
