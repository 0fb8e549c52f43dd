import { execFile, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { sleep } from './until.ts';

const run = promisify(execFile);

export interface ProcessRow {
  pid: number;
  parent: number;
  /** CPU seconds used so far. */
  cpuSeconds: number;
  command: string;
}

/** `[[dd-]hh:]mm:ss[.cc]` as ps prints it. */
function cpuSeconds(text: string): number {
  const [days, clock] = text.includes('-') ? text.split('-') : ['0', text];
  const seconds = (clock ?? '')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number.parseFloat(part), 0);
  return Number(days) * 86_400 + seconds;
}

/** Every process of this machine, by `ps`, which Linux and macOS both have. */
export async function listProcesses(): Promise<ProcessRow[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,time=,args='], {
    maxBuffer: 64 * 2 ** 20,
  });
  return stdout.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line);
    if (match === null) return [];
    const [, pid = '', parent = '', time = '', command = ''] = match;
    return [{ pid: Number(pid), parent: Number(parent), cpuSeconds: cpuSeconds(time), command }];
  });
}

/** A process and everything it started, parents first. */
export async function processTree(root: number): Promise<ProcessRow[]> {
  const all = await listProcesses();
  const found = all.filter((row) => row.pid === root);
  for (let index = 0; index < found.length; index += 1) {
    found.push(...all.filter((row) => row.parent === found[index]?.pid));
  }
  return found;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Sends a signal; a process that is already gone is what was wanted. Says whether it was there. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

/** Ends a process and all it started, without giving anybody a chance to tidy up. */
export async function killTree(root: number): Promise<void> {
  const rows = await processTree(root);
  for (const row of rows) signal(row.pid, 'SIGKILL');
  for (let tries = 0; tries < 200 && rows.some((row) => isAlive(row.pid)); tries += 1) {
    await sleep(25);
  }
}

/** Exit code once the process has ended; `null` where a signal ended it. */
export async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}
