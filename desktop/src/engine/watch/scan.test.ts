import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanTree, stateOf, type ScanOptions } from './scan.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'scan-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function put(...paths: string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), path);
  }
}

async function scan(options: Partial<ScanOptions> = {}) {
  const files: string[] = [];
  const folders: string[] = [];
  const refused: string[] = [];
  await scanTree({
    root,
    from: '',
    signal: new AbortController().signal,
    onFolder: (path) => folders.push(path),
    wants: () => true,
    onFile: (path, stats) => files.push(stats === null ? `${path}?` : `${path}:${stats.size}`),
    onRefused: (path, code) => refused.push(`${path}:${code}`),
    ...options,
  });
  return { files: files.toSorted(), folders: folders.toSorted(), refused };
}

describe('a scan', () => {
  it('finds every file at any depth, and every folder', async () => {
    const many = Array.from({ length: 100 }, (_, index) => `day 2/${index}.jpg`);
    await put('a.jpg', 'day 1/card 1/100CANON/b.jpg', ...many);
    await mkdir(join(root, 'empty'));
    const { files, folders, refused } = await scan();
    expect(files).toHaveLength(102);
    expect(files).toContain('day 1/card 1/100CANON/b.jpg:27');
    expect(folders).toEqual(['', 'day 1', 'day 1/card 1', 'day 1/card 1/100CANON', 'day 2', 'empty']); // prettier-ignore
    expect(refused).toEqual([]);
  });

  it('passes over what is ignored, links, loops and pipes', async () => {
    await put('a.jpg', '.hidden/b.jpg', 'CaptureOne/c.jpg', 'tmpfile1', '.d.jpg');
    await symlink(root, join(root, 'loop'));
    await symlink(join(root, 'a.jpg'), join(root, 'link.jpg'));
    await symlink('/', join(root, 'out'));
    if (process.platform !== 'win32') execFileSync('mkfifo', [join(root, 'pipe.jpg')]);
    expect(await scan()).toEqual({ files: ['a.jpg:5'], folders: [''], refused: [] });
  });

  it('asks only wanted files for their state', async () => {
    await put('new.jpg', 'old.jpg');
    const { files } = await scan({ wants: (path) => path === 'new.jpg' });
    expect(files).toEqual(['new.jpg:7', 'old.jpg?']);
  });

  it('can begin at a folder inside', async () => {
    await put('a.jpg', 'day 1/b.jpg', 'day 1/c/d.jpg');
    expect((await scan({ from: 'day 1' })).files).toEqual(['day 1/b.jpg:11', 'day 1/c/d.jpg:13']);
  });

  it('goes on past a folder that vanishes while it runs', async () => {
    await put('a.jpg', 'day 1/b.jpg', 'day 2/c.jpg');
    let removed: Promise<void> | undefined;
    const { files } = await scan({
      onFolder: (path) => {
        if (path === '') removed = rm(join(root, 'day 1'), { recursive: true });
      },
      wants: () => true,
    });
    await removed;
    expect(files).toContain('a.jpg:5');
    expect(files).toContain('day 2/c.jpg:11');
  });

  it('says that the folder it was to search is not there', async () => {
    await expect(scan({ from: 'nowhere' })).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('ends when it is told to', async () => {
    await put('a.jpg');
    await expect(scan({ signal: AbortSignal.abort() })).rejects.toThrow('aborted');
  });
});

it('knows a file that is not there from one that may not be asked', async () => {
  await put('a.jpg');
  expect((await stateOf(join(root, 'a.jpg')))?.size).toBe(5);
  expect(await stateOf(join(root, 'b.jpg'))).toBeNull();
  expect(await stateOf(join(root, 'a.jpg/b.jpg'))).toBeNull();
  await expect(stateOf(join(root, 'x'.repeat(300)))).rejects.toMatchObject({
    code: 'ENAMETOOLONG',
  });
});
