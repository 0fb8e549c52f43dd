import { watch, type FSWatcher } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHints, type HintOptions, type Hints, type OpenWatcher } from './hints.ts';

let root: string;
let hints: Hints;
let heard: (string | null)[];
let exhausted: string[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'hints-'));
  heard = [];
  exhausted = [];
});

afterEach(async () => {
  hints.close();
  await rm(root, { recursive: true, force: true });
});

function start(options: Partial<HintOptions> = {}): void {
  hints = createHints({
    root,
    onHint: (path) => heard.push(path),
    onExhausted: (code) => exhausted.push(code),
    recursive: false,
    ...options,
  });
}

const hears = (path: string | null) => vi.waitFor(() => expect(heard).toContain(path));

/** The system's own watcher, counted. */
function countingWatch() {
  const opened: FSWatcher[] = [];
  let closed = 0;
  const counted: OpenWatcher = (...args) => {
    const watcher = watch(...args);
    const close = watcher.close.bind(watcher);
    watcher.close = () => {
      closed += 1;
      close();
    };
    opened.push(watcher);
    return watcher;
  };
  return { counted, open: () => opened.length - closed };
}

describe('hints', () => {
  it('name the file or folder that something happened to', async () => {
    start();
    await mkdir(join(root, 'day'));
    expect(hints.cover('')).toBe(true);
    expect(hints.cover('day')).toBe(true);
    expect(hints.cover('day')).toBe(false);
    await writeFile(join(root, 'a.jpg'), 'x');
    await writeFile(join(root, 'day/b.jpg'), 'x');
    await mkdir(join(root, 'other'));
    for (const path of ['a.jpg', 'day/b.jpg', 'other']) await hears(path);
  });

  it('tell of a folder that was deleted, which is then watched no more', async () => {
    start();
    await mkdir(join(root, 'day'));
    hints.cover('');
    hints.cover('day');
    await rm(join(root, 'day'), { recursive: true });
    await hears('day');
    await mkdir(join(root, 'day'));
    await vi.waitFor(() => expect(hints.cover('day')).toBe(true));
  });

  it('tell that the root itself is gone', async () => {
    start();
    hints.cover('');
    await rename(root, `${root}-away`);
    await hears(null);
    await rename(`${root}-away`, root);
  });

  it('open no more watchers than there are folders, and close them all', async () => {
    const { counted, open } = countingWatch();
    start({ openWatcher: counted });
    for (const folder of ['a', 'a/b', 'a/b/c', 'd', 'e']) await mkdir(join(root, folder));
    for (const folder of ['', 'a', 'a/b', 'a/b/c', 'd', 'e']) hints.cover(folder);
    expect(open()).toBe(6);
    expect(hints.uncover('a')).toBe(true);
    expect(open()).toBe(3);
    expect(hints.uncover('a')).toBe(false);
    hints.retain(new Set(['', 'd']));
    expect(open()).toBe(2);
    hints.close();
    expect(open()).toBe(0);
  });

  it('are heard by one watcher for all folders where the system can do that', async () => {
    const { counted, open } = countingWatch();
    start({ openWatcher: counted, recursive: true });
    await mkdir(join(root, 'day'));
    hints.cover('');
    expect(hints.cover('day')).toBe(true);
    expect(hints.cover('day')).toBe(false);
    expect(open()).toBe(1);
    await sleep(50);
    await writeFile(join(root, 'day/a.jpg'), 'x');
    await hears('day/a.jpg');
  });

  it('say when the system has no more watchers', () => {
    start({
      openWatcher: () => {
        throw Object.assign(new Error('limit'), { code: 'ENOSPC', syscall: 'watch' });
      },
    });
    hints.cover('');
    expect(exhausted).toEqual(['ENOSPC']);
    expect(hints.cover('')).toBe(true);
  });

  it('leave it to others to say that a folder is not there', () => {
    start();
    expect(hints.cover('nowhere')).toBe(true);
    expect(exhausted).toEqual([]);
  });
});
