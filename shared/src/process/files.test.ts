import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isProgram, writeDurably } from './files.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'files-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a file written durably', () => {
  it('replaces the one that was there and leaves nothing else', async () => {
    const file = path.join(folder, 'settings.json');
    await writeDurably(file, 'old');
    await writeDurably(file, 'new');
    expect(await readFile(file, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  it('has the rights it was given', async () => {
    const file = path.join(folder, 'secrets.json');
    await writeDurably(file, 'token', 0o600);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('leaves what was there, and no draft, when it cannot take the name', async () => {
    await writeFile(path.join(folder, 'file'), 'a file where a folder is needed');
    await expect(writeDurably(path.join(folder, 'file', 'x'), 'new')).rejects.toThrow('ENOTDIR');
    expect(await readdir(folder)).toEqual(['file']);
  });
});

it('tells a program from other files', async () => {
  const file = path.join(folder, 'tool');
  expect(isProgram(file)).toBe(false);
  await writeFile(file, '#!/bin/sh\n');
  expect(isProgram(file)).toBe(false);
  await chmod(file, 0o755);
  expect(isProgram(file)).toBe(true);
});
