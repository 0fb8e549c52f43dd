import { watch as openWatcher } from 'node:fs';
import { chmod, chown, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { setWatching, until } from './testing/watching.ts';

const stage = setWatching();

describe('a hot folder that cannot be watched', () => {
  it('is searched every second where the system has no more watchers, and says so', async () => {
    let limited = true;
    stage.start({
      openWatcher: (...args) => {
        if (!limited) return openWatcher(...args);
        throw Object.assign(new Error('limit'), { code: 'ENOSPC', syscall: 'watch' });
      },
    });
    await stage.watching();
    expect(stage.states.at(-1)?.message).toMatch(/no more file watchers/u);
    await stage.put('day 1/a.jpg');
    await stage.seen('day 1/a.jpg');
    limited = false;
    await stage.watch?.rescan();
    expect(stage.states.at(-1)).toEqual({ state: 'watching', message: null });
  });

  it('is missing at the start, and watched as soon as it is there', async () => {
    await rm(stage.root, { recursive: true });
    stage.start();
    await until(() => expect(stage.states).toHaveLength(1));
    expect(stage.states[0]?.state).toBe('missing');
    await stage.put('day 1/a.jpg');
    await stage.watching();
    await stage.seen('day 1/a.jpg');
  });

  it('is a file', async () => {
    await rm(stage.root, { recursive: true });
    await writeFile(stage.root, 'x');
    stage.start();
    await until(() => expect(stage.states.at(-1)?.state).toBe('missing'));
  });

  it('may not be read, nor may a folder in it', async () => {
    await stage.put('day 1/a.jpg');
    await asOrdinaryUser(async () => {
      await chmod(stage.root, 0);
      stage.start();
      await until(() => expect(stage.states.at(-1)?.state).toBe('unreadable'));
      await chmod(stage.root, 0o755);
      await chmod(join(stage.root, 'day 1'), 0);
      await until(() => expect(stage.states.at(-1)?.message).toMatch(/"day 1"/u));
      expect(stage.states.at(-1)?.state).toBe('watching');
      await chmod(join(stage.root, 'day 1'), 0o755);
      await stage.watch?.rescan();
      expect(stage.states.at(-1)).toEqual({ state: 'watching', message: null });
      await stage.seen('day 1/a.jpg');
    });
  });
});

/** Permissions do not hold for root, as whom tests may run: act as nobody meanwhile. */
async function asOrdinaryUser(act: () => Promise<void>): Promise<void> {
  if (process.seteuid === undefined || process.geteuid?.() !== 0) return act();
  for (const path of ['', 'hot folder', 'hot folder/day 1', 'hot folder/day 1/a.jpg']) {
    await chown(join(stage.base, path), NOBODY, NOBODY);
  }
  process.seteuid(NOBODY);
  try {
    await act();
  } finally {
    process.seteuid(0);
  }
}

const NOBODY = 65_534;

describe('a drive that is pulled', () => {
  it('takes its files away without any of them having been deleted', async () => {
    const told: ((event: string, name: string) => void)[] = [];
    await stage.put('a.jpg');
    await stage.dealtWith('a.jpg');
    stage.start({
      recursive: true,
      openWatcher: (path, options, listener) => {
        told.push(listener);
        return openWatcher(path, options);
      },
    });
    await stage.watching();
    await rename(stage.root, join(stage.base, 'unplugged'));
    for (const tell of told) tell('rename', 'a.jpg');
    await until(() => expect(stage.states.at(-1)?.state).toBe('missing'));
    expect(stage.goners).toEqual([]);
  });
});
