import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from './fingerprint.mjs';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'fingerprint-'));
  await mkdir(path.join(root, 'source/pages'), { recursive: true });
  await writeFile(path.join(root, 'source/main.ts'), 'main');
  await writeFile(path.join(root, 'source/pages/wall.ts'), 'wall');
  await writeFile(path.join(root, 'lock.yaml'), 'lock');
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const now = () => fingerprint(root, ['source', 'lock.yaml']);

describe('what a build depends on', () => {
  it.each([
    ['a changed file', () => writeFile(path.join(root, 'source/pages/wall.ts'), 'hall')],
    ['a new file', () => writeFile(path.join(root, 'source/pages/new.ts'), '')],
    ['a removed file', () => rm(path.join(root, 'source/main.ts'))],
    ['a removed folder', () => rm(path.join(root, 'source/pages'), { recursive: true })],
    ['another lock file', () => writeFile(path.join(root, 'lock.yaml'), 'lock 2')],
  ])('changes with %s', async (_what, change) => {
    const before = now();
    await change();
    expect(now()).not.toBe(before);
  });

  it.each([
    ['modification times', () => utimes(path.join(root, 'source/main.ts'), 1, 1)],
    ['tests', () => writeFile(path.join(root, 'source/main.test.ts'), '')],
    ['the result of the build', () => mkdir(path.join(root, 'source/dist'))],
  ])('does not change with %s', async (_what, change) => {
    const before = now();
    await change();
    await writeFile(path.join(root, 'source/.DS_Store'), '');
    expect(now()).toBe(before);
  });

  it('does not take text moved from one file to another for the same', async () => {
    const before = now();
    await writeFile(path.join(root, 'source/main.ts'), 'mai');
    await writeFile(path.join(root, 'source/pages/wall.ts'), 'nwall');
    expect(now()).not.toBe(before);
  });
});
