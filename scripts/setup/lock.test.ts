import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from './lock.mjs';

const run = promisify(execFile);
const LOCK_MODULE = path.join(import.meta.dirname, 'lock.mjs');

let folder: string;
let lock: string;
let diary: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lock-'));
  lock = path.join(folder, 'lock');
  diary = path.join(folder, 'diary');
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A process that writes "in", waits and writes "out" while it holds the lock. */
function visitor(holdMs: number): string[] {
  const script = `
    import { appendFileSync } from 'node:fs';
    import { withLock } from ${JSON.stringify(LOCK_MODULE)};
    await withLock(${JSON.stringify(lock)}, async () => {
      appendFileSync(${JSON.stringify(diary)}, 'in ');
      await new Promise((resolve) => setTimeout(resolve, ${holdMs}));
      appendFileSync(${JSON.stringify(diary)}, 'out ');
    });`;
  return ['--input-type=module', '--eval', script];
}

describe('the lock of the set-up', () => {
  it('lets one process in at a time', async () => {
    await Promise.all([1, 2, 3, 4].map(() => run(process.execPath, visitor(50))));
    expect(await readFile(diary, 'utf8')).toBe('in out '.repeat(4));
  });

  it('is free again after a failure inside', async () => {
    const failing = withLock(lock, async () => {
      throw new Error('no network');
    });
    await expect(failing).rejects.toThrow('no network');
    await expect(withLock(lock, async () => 'next')).resolves.toBe('next');
  });

  it('is taken over from a process that was killed while it held it', async () => {
    const victim = spawn(process.execPath, visitor(60_000));
    while ((await readFile(diary, 'utf8').catch(() => '')) !== 'in ') await sleep(20);
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    await access(lock);
    await withLock(lock, () => appendFile(diary, 'next'));
    expect(await readFile(diary, 'utf8')).toBe('in next');
  });

  it('says once that it waits', async () => {
    let told = 0;
    const first = withLock(lock, () => sleep(500));
    await withLock(
      lock,
      async () => {},
      () => (told += 1),
    );
    await first;
    expect(told).toBe(1);
  });
});
