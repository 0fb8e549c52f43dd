import { mkdir, rename, rm, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { setWatching, until } from './testing/watching.ts';
import type { HotFolderOptions } from './watch.ts';

const stage = setWatching();

const modes: [string, Partial<HotFolderOptions>][] = [
  ['with one watcher per folder', { recursive: false }],
  ['with one watcher for all', { recursive: true }],
  ['by polling', { polling: true }],
];

describe.each(modes)('a hot folder %s', (_, mode) => {
  it('has what was there before, at any depth, and what comes later', async () => {
    await stage.put('before.jpg');
    await stage.put('day 1/card/before.jpg');
    stage.start(mode);
    await stage.seen('before.jpg', 'day 1/card/before.jpg');
    await stage.watching();
    const now = Date.now();
    await stage.put('later.jpg');
    await stage.put('day 1/card/later.jpg');
    await stage.seen('before.jpg', 'day 1/card/before.jpg', 'day 1/card/later.jpg', 'later.jpg');
    expect(stage.candidates.at(-1)).toMatchObject({ hotFolderId: 'folder' });
    const later = stage.candidates.find(({ path }) => path === 'day 1/card/later.jpg');
    expect(later?.absolutePath).toBe(join(stage.root, 'day 1/card/later.jpg'));
    expect(later?.seenAt).toBeGreaterThanOrEqual(now - 10);
    expect(stage.states).toEqual([{ state: 'watching', message: null }]);
  });

  it('has the files of a folder that is made, or moved in full', async () => {
    stage.start(mode);
    await stage.watching();
    await stage.put('day 2/a/b/c.jpg');
    const outside = join(stage.base, 'outside');
    await mkdir(join(outside, 'deep'), { recursive: true });
    await writeFile(join(outside, 'deep/d.jpg'), 'd');
    await rename(outside, join(stage.root, 'day 3'));
    await stage.seen('day 2/a/b/c.jpg', 'day 3/deep/d.jpg');
    await stage.put('day 3/deep/e.jpg');
    await stage.put('day 2/a/b/f.jpg');
    await stage.seen('day 2/a/b/c.jpg', 'day 2/a/b/f.jpg', 'day 3/deep/d.jpg', 'day 3/deep/e.jpg');
  });

  it('says nothing of files that were dealt with, and nothing of ignored ones', async () => {
    await stage.put('old.jpg');
    await stage.put('CaptureOne/x.jpg');
    await stage.put('.hidden.jpg');
    await stage.dealtWith('old.jpg');
    stage.start(mode);
    await stage.watching();
    await stage.put('tmpfile12');
    await stage.put('CaptureOne/y.jpg');
    await stage.put('new.jpg');
    await stage.seen('new.jpg');
    await stage.watch?.rescan();
    expect(stage.paths()).toEqual(['new.jpg']);
  });

  it('tells of files that were dealt with and are gone now', async () => {
    for (const path of ['a.jpg', 'day 1/b.jpg', 'day 1/c.jpg', 'unknown.jpg'])
      await stage.put(path);
    stage.start(mode);
    await stage.watching();
    await stage.dealtWith('a.jpg', 'day 1/b.jpg', 'day 1/c.jpg');
    await unlink(join(stage.root, 'a.jpg'));
    await unlink(join(stage.root, 'unknown.jpg'));
    await rm(join(stage.root, 'day 1'), { recursive: true });
    await until(() =>
      expect(stage.goners.toSorted()).toEqual(['a.jpg', 'day 1/b.jpg', 'day 1/c.jpg']),
    );
  });

  it('goes missing with its drive, and is complete when that is back', async () => {
    await stage.put('a.jpg');
    await stage.put('day 1/b.jpg');
    stage.start(mode);
    await stage.seen('a.jpg', 'day 1/b.jpg');
    await stage.dealtWith('a.jpg', 'day 1/b.jpg');
    stage.candidates = [];
    await rename(stage.root, join(stage.base, 'unplugged'));
    await until(() => expect(stage.states.at(-1)?.state).toBe('missing'));
    expect(stage.states.at(-1)?.message).toMatch(/plug its drive in/u);
    await writeFile(join(stage.base, 'unplugged/day 1/while away.jpg'), 'x');
    await rename(join(stage.base, 'unplugged'), stage.root);
    await stage.watching();
    await stage.put('day 1/after.jpg');
    await stage.seen('day 1/while away.jpg', 'day 1/after.jpg');
    expect(stage.goners).toEqual([]);
  });
});

describe('a file that changes', () => {
  it('is reported again, whether it is saved anew or written over in place', async () => {
    await stage.put('saved.jpg', 'old');
    await stage.put('over.jpg', 'old');
    await stage.dealtWith('saved.jpg', 'over.jpg');
    stage.start();
    await stage.watching();
    await stage.put('.saved.tmp', 'new one');
    await rename(join(stage.root, '.saved.tmp'), join(stage.root, 'saved.jpg'));
    await writeFile(join(stage.root, 'over.jpg'), 'new one');
    await stage.seen('over.jpg', 'saved.jpg');
    const rewritten = stage.candidates.filter((candidate) => candidate.rewritten === true);
    expect([...new Set(rewritten.map(({ path }) => path))]).toEqual(['over.jpg']);
  });

  it('is found by the next scan where no event told of it', async () => {
    await stage.put('a.jpg');
    stage.start({ polling: true });
    await stage.seen('a.jpg');
    await stage.dealtWith('a.jpg');
    stage.candidates = [];
    await utimes(join(stage.root, 'a.jpg'), 1, 1);
    await stage.watch?.rescan();
    expect(stage.paths()).toEqual(['a.jpg']);
  });

  it('is reported a few times while it grows, not with every write', async () => {
    stage.start();
    await stage.watching();
    for (let size = 1; size <= 60; size += 1) {
      await writeFile(join(stage.root, 'a.jpg'), 'x'.repeat(size));
      await sleep(10);
    }
    await sleep(1100);
    expect(stage.candidates.length).toBeGreaterThanOrEqual(2);
    expect(stage.candidates.length).toBeLessThanOrEqual(4);
  });
});

describe('folders that come and go', () => {
  it('are watched again when one of the same name is made', async () => {
    await stage.put('day 1/a.jpg');
    stage.start();
    await stage.seen('day 1/a.jpg');
    await rm(join(stage.root, 'day 1'), { recursive: true });
    await stage.put('day 1/b.jpg');
    await stage.seen('day 1/a.jpg', 'day 1/b.jpg');
    await sleep(100);
    await stage.put('day 1/c.jpg');
    await stage.seen('day 1/a.jpg', 'day 1/b.jpg', 'day 1/c.jpg');
  });

  it('are watched under their new name when they are renamed', async () => {
    await stage.put('day 1/a.jpg');
    stage.start();
    await stage.seen('day 1/a.jpg');
    await rename(join(stage.root, 'day 1'), join(stage.root, 'day 2'));
    await stage.seen('day 1/a.jpg', 'day 2/a.jpg');
    await stage.put('day 2/b.jpg');
    await stage.seen('day 1/a.jpg', 'day 2/a.jpg', 'day 2/b.jpg');
  });

  it('are found in a storm of a thousand files', async () => {
    stage.start();
    await stage.watching();
    const names = Array.from({ length: 1000 }, (_, index) => `day ${index % 40}/${index}.jpg`);
    await Promise.all(names.map((name) => stage.put(name)));
    await stage.seen(...names);
  });
});

describe('stopping', () => {
  it('ends all reports at once, also in the middle of a scan', async () => {
    await Promise.all(Array.from({ length: 500 }, (_, index) => stage.put(`day/${index}.jpg`)));
    stage.start();
    await until(() => expect(stage.candidates.length).toBeGreaterThan(0));
    await stage.watch?.stop();
    const count = stage.candidates.length;
    await stage.put('late.jpg');
    await stage.watch?.rescan();
    await sleep(100);
    expect(stage.candidates).toHaveLength(count);
  });
});
