import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSpool, type Spool } from './spool.ts';

let root: string;
let spool: Spool;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'spool-'));
  spool = await openSpool(root);
});
afterEach(() => rm(root, { recursive: true }));

const hash = (digit: string) => digit.repeat(64);

describe('the spool', () => {
  it('gives back what was written, and nothing for what was not', async () => {
    await spool.write(hash('a'), Buffer.from('picture'));
    expect(await spool.read(hash('a'))).toEqual(Buffer.from('picture'));
    expect(await spool.read(hash('b'))).toBeNull();
  });

  it('takes the same blob twice, even at once', async () => {
    await Promise.all([1, 2, 3].map(() => spool.write(hash('a'), Buffer.from('picture'))));
    expect(await readdir(path.join(root, 'aa'))).toEqual([`${hash('a')}.jpg`]);
  });

  it('leaves nothing half-written behind when the write fails', async () => {
    await writeFile(path.join(root, 'cc'), 'a file where a folder is needed');
    await expect(spool.write(hash('c'), Buffer.from('picture'))).rejects.toThrow('EEXIST');
    expect(await readdir(root)).toEqual(['cc']);
  });

  it('sweeps what a crash left and keeps what the ledger knows', async () => {
    await spool.write(hash('a'), Buffer.from('known'));
    await spool.write(hash('b'), Buffer.from('unknown'));
    await mkdir(path.join(root, 'dd'));
    await writeFile(path.join(root, 'dd', `${hash('d')}.17.partial`), 'torn');
    await spool.sweep(new Set([hash('a'), hash('d')]));
    expect(await spool.read(hash('a'))).not.toBeNull();
    expect(await spool.read(hash('b'))).toBeNull();
    expect(await readdir(path.join(root, 'dd'))).toEqual([]);
  });
});
