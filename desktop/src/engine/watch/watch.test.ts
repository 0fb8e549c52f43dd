import { watch as openWatcher } from 'node:fs';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  rename,
  rm,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signatureOf } from '../disk/signature.ts';
import type { Candidate, FileSignature } from '../settle/outcome.ts';
import type { HotFolderState } from './root.ts';
import { stateOf } from './scan.ts';
import { watchHotFolder, type HotFolderOptions, type HotFolderWatch } from './watch.ts';

let base: string;
let root: string;
let watch: HotFolderWatch | undefined;
let candidates: Candidate[];
let goners: string[];
let states: HotFolderState[];
let known: Map<string, FileSignature>;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'watch-'));
  root = join(base, 'hot folder');
  await mkdir(root);
  candidates = [];
  goners = [];
  states = [];
  known = new Map();
});

afterEach(async () => {
  await watch?.stop();
  await rm(base, { recursive: true, force: true });
});

/** Remembers what it is told as the ledger does once it is dealt with. */
function start(options: Partial<HotFolderOptions> = {}): void {
  watch = watchHotFolder({
    id: 'folder',
    root,
    known: (path) => known.get(path),
    onCandidate: (candidate) => candidates.push(candidate),
    onGone: (path) => goners.push(path),
    onState: (state) => states.push(state),
    ...options,
  });
}

async function put(path: string, content = path): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

async function dealtWith(...paths: string[]): Promise<void> {
  for (const path of paths) {
    const stats = await stateOf(join(root, path));
    if (stats !== null) known.set(path, signatureOf(stats));
  }
}

const paths = () => [...new Set(candidates.map(({ path }) => path))].toSorted();
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 10 });
const seen = (...expected: string[]) => until(() => expect(paths()).toEqual(expected.toSorted()));
const watching = () => until(() => expect(states.at(-1)?.state).toBe('watching'));

const modes: [string, Partial<HotFolderOptions>][] = [
  ['with one watcher per folder', { recursive: false }],
  ['with one watcher for all', { recursive: true }],
  ['by polling', { polling: true }],
];

describe.each(modes)('a hot folder %s', (_, mode) => {
  it('has what was there before, at any depth, and what comes later', async () => {
    await put('before.jpg');
    await put('day 1/card/before.jpg');
    start(mode);
    await seen('before.jpg', 'day 1/card/before.jpg');
    await watching();
    const now = Date.now();
    await put('later.jpg');
    await put('day 1/card/later.jpg');
    await seen('before.jpg', 'day 1/card/before.jpg', 'day 1/card/later.jpg', 'later.jpg');
    expect(candidates.at(-1)).toMatchObject({ hotFolderId: 'folder' });
    const later = candidates.find(({ path }) => path === 'day 1/card/later.jpg');
    expect(later?.absolutePath).toBe(join(root, 'day 1/card/later.jpg'));
    expect(later?.seenAt).toBeGreaterThanOrEqual(now - 10);
    expect(states).toEqual([{ state: 'watching', message: null }]);
  });

  it('has the files of a folder that is made, or moved in full', async () => {
    start(mode);
    await watching();
    await put('day 2/a/b/c.jpg');
    const outside = join(base, 'outside');
    await mkdir(join(outside, 'deep'), { recursive: true });
    await writeFile(join(outside, 'deep/d.jpg'), 'd');
    await rename(outside, join(root, 'day 3'));
    await seen('day 2/a/b/c.jpg', 'day 3/deep/d.jpg');
    await put('day 3/deep/e.jpg');
    await put('day 2/a/b/f.jpg');
    await seen('day 2/a/b/c.jpg', 'day 2/a/b/f.jpg', 'day 3/deep/d.jpg', 'day 3/deep/e.jpg');
  });

  it('says nothing of files that were dealt with, and nothing of ignored ones', async () => {
    await put('old.jpg');
    await put('CaptureOne/x.jpg');
    await put('.hidden.jpg');
    await dealtWith('old.jpg');
    start(mode);
    await watching();
    await put('tmpfile12');
    await put('CaptureOne/y.jpg');
    await put('new.jpg');
    await seen('new.jpg');
    await watch?.rescan();
    expect(paths()).toEqual(['new.jpg']);
  });

  it('tells of files that were dealt with and are gone now', async () => {
    for (const path of ['a.jpg', 'day 1/b.jpg', 'day 1/c.jpg', 'unknown.jpg']) await put(path);
    start(mode);
    await watching();
    await dealtWith('a.jpg', 'day 1/b.jpg', 'day 1/c.jpg');
    await unlink(join(root, 'a.jpg'));
    await unlink(join(root, 'unknown.jpg'));
    await rm(join(root, 'day 1'), { recursive: true });
    await until(() => expect(goners.toSorted()).toEqual(['a.jpg', 'day 1/b.jpg', 'day 1/c.jpg']));
  });

  it('goes missing with its drive, and is complete when that is back', async () => {
    await put('a.jpg');
    await put('day 1/b.jpg');
    start(mode);
    await seen('a.jpg', 'day 1/b.jpg');
    await dealtWith('a.jpg', 'day 1/b.jpg');
    candidates = [];
    await rename(root, join(base, 'unplugged'));
    await until(() => expect(states.at(-1)?.state).toBe('missing'));
    expect(states.at(-1)?.message).toMatch(/plug its drive in/u);
    await writeFile(join(base, 'unplugged/day 1/while away.jpg'), 'x');
    await rename(join(base, 'unplugged'), root);
    await watching();
    await put('day 1/after.jpg');
    await seen('day 1/while away.jpg', 'day 1/after.jpg');
    expect(goners).toEqual([]);
  });
});

describe('a file that changes', () => {
  it('is reported again, whether it is saved anew or written over in place', async () => {
    await put('saved.jpg', 'old');
    await put('over.jpg', 'old');
    await dealtWith('saved.jpg', 'over.jpg');
    start();
    await watching();
    await put('.saved.tmp', 'new one');
    await rename(join(root, '.saved.tmp'), join(root, 'saved.jpg'));
    await writeFile(join(root, 'over.jpg'), 'new one');
    await seen('over.jpg', 'saved.jpg');
    const rewritten = candidates.filter((candidate) => candidate.rewritten === true);
    expect([...new Set(rewritten.map(({ path }) => path))]).toEqual(['over.jpg']);
  });

  it('is found by the next scan where no event told of it', async () => {
    await put('a.jpg');
    start({ polling: true });
    await seen('a.jpg');
    await dealtWith('a.jpg');
    candidates = [];
    await utimes(join(root, 'a.jpg'), 1, 1);
    await watch?.rescan();
    expect(paths()).toEqual(['a.jpg']);
  });

  it('is reported a few times while it grows, not with every write', async () => {
    start();
    await watching();
    for (let size = 1; size <= 60; size += 1) {
      await writeFile(join(root, 'a.jpg'), 'x'.repeat(size));
      await sleep(10);
    }
    await sleep(1100);
    expect(candidates.length).toBeGreaterThanOrEqual(2);
    expect(candidates.length).toBeLessThanOrEqual(4);
  });
});

describe('folders that come and go', () => {
  it('are watched again when one of the same name is made', async () => {
    await put('day 1/a.jpg');
    start();
    await seen('day 1/a.jpg');
    await rm(join(root, 'day 1'), { recursive: true });
    await put('day 1/b.jpg');
    await seen('day 1/a.jpg', 'day 1/b.jpg');
    await sleep(100);
    await put('day 1/c.jpg');
    await seen('day 1/a.jpg', 'day 1/b.jpg', 'day 1/c.jpg');
  });

  it('are watched under their new name when they are renamed', async () => {
    await put('day 1/a.jpg');
    start();
    await seen('day 1/a.jpg');
    await rename(join(root, 'day 1'), join(root, 'day 2'));
    await seen('day 1/a.jpg', 'day 2/a.jpg');
    await put('day 2/b.jpg');
    await seen('day 1/a.jpg', 'day 2/a.jpg', 'day 2/b.jpg');
  });

  it('are found in a storm of a thousand files', async () => {
    start();
    await watching();
    const names = Array.from({ length: 1000 }, (_, index) => `day ${index % 40}/${index}.jpg`);
    await Promise.all(names.map((name) => put(name)));
    await seen(...names);
  });
});

describe('a hot folder that cannot be watched', () => {
  it('is searched every second where the system has no more watchers, and says so', async () => {
    let limited = true;
    start({
      openWatcher: (...args) => {
        if (!limited) return openWatcher(...args);
        throw Object.assign(new Error('limit'), { code: 'ENOSPC', syscall: 'watch' });
      },
    });
    await watching();
    expect(states.at(-1)?.message).toMatch(/no more file watchers/u);
    await put('day 1/a.jpg');
    await seen('day 1/a.jpg');
    limited = false;
    await watch?.rescan();
    expect(states.at(-1)).toEqual({ state: 'watching', message: null });
  });

  it('is missing at the start, and watched as soon as it is there', async () => {
    await rm(root, { recursive: true });
    start();
    await until(() => expect(states).toHaveLength(1));
    expect(states[0]?.state).toBe('missing');
    await put('day 1/a.jpg');
    await watching();
    await seen('day 1/a.jpg');
  });

  it('is a file', async () => {
    await rm(root, { recursive: true });
    await writeFile(root, 'x');
    start();
    await until(() => expect(states.at(-1)?.state).toBe('missing'));
  });

  it('may not be read, nor may a folder in it', async () => {
    await put('day 1/a.jpg');
    await asOrdinaryUser(async () => {
      await chmod(root, 0);
      start();
      await until(() => expect(states.at(-1)?.state).toBe('unreadable'));
      await chmod(root, 0o755);
      await chmod(join(root, 'day 1'), 0);
      await until(() => expect(states.at(-1)?.message).toMatch(/"day 1"/u));
      expect(states.at(-1)?.state).toBe('watching');
      await chmod(join(root, 'day 1'), 0o755);
      await watch?.rescan();
      expect(states.at(-1)).toEqual({ state: 'watching', message: null });
      await seen('day 1/a.jpg');
    });
  });
});

/** Permissions do not hold for root, as whom tests may run: act as nobody meanwhile. */
async function asOrdinaryUser(act: () => Promise<void>): Promise<void> {
  if (process.seteuid === undefined || process.geteuid?.() !== 0) return act();
  for (const path of ['', 'hot folder', 'hot folder/day 1', 'hot folder/day 1/a.jpg']) {
    await chown(join(base, path), NOBODY, NOBODY);
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
    await put('a.jpg');
    await dealtWith('a.jpg');
    start({
      recursive: true,
      openWatcher: (path, options, listener) => {
        told.push(listener);
        return openWatcher(path, options);
      },
    });
    await watching();
    await rename(root, join(base, 'unplugged'));
    for (const tell of told) tell('rename', 'a.jpg');
    await until(() => expect(states.at(-1)?.state).toBe('missing'));
    expect(goners).toEqual([]);
  });
});

describe('stopping', () => {
  it('ends all reports at once, also in the middle of a scan', async () => {
    await Promise.all(Array.from({ length: 500 }, (_, index) => put(`day/${index}.jpg`)));
    start();
    await until(() => expect(candidates.length).toBeGreaterThan(0));
    await watch?.stop();
    const count = candidates.length;
    await put('late.jpg');
    await watch?.rescan();
    await sleep(100);
    expect(candidates).toHaveLength(count);
  });
});
