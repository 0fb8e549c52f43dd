import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkFolder } from './check-folder.ts';

let place: string;
const at = (...names: string[]) => path.join(place, ...names);
const check = (folder: string, create = false) =>
  checkFolder({ path: folder, create, others: [at('shoot', 'a')], dataDir: at('home', 'desktop') });

beforeEach(async () => {
  place = await mkdtemp(path.join(os.tmpdir(), 'check-folder-'));
  for (const folder of ['shoot/a/inside', 'shoot/b', 'home/desktop/spool']) {
    await mkdir(at(folder), { recursive: true });
  }
  await writeFile(at('file'), '');
  await symlink(at('home', 'desktop'), at('link'));
});
afterEach(() => rm(place, { recursive: true }));

it('a folder is taken by its whole path, also with a slash at its end', async () => {
  expect(await check(` ${at('shoot', 'b')}/ `)).toBe(at('shoot', 'b'));
});

it('a folder that is not there is made when that is wanted, and only then', async () => {
  await expect(check(at('new', 'one'))).rejects.toMatchObject({ code: 'not_found' });
  expect(await check(at('new', 'one'), true)).toBe(at('new', 'one'));
  expect((await stat(at('new', 'one'))).isDirectory()).toBe(true);
});

it.each([
  ['a path that is not whole', () => 'shoot/b', 'whole path'],
  ['a file', () => at('file'), 'not a folder'],
  ['one that is watched already', () => at('shoot', 'a'), 'watched already'],
  ['one inside a watched one', () => at('shoot', 'a', 'inside'), 'watched already'],
  ['one around a watched one', () => at('shoot'), 'watched already'],
  ['our own data', () => at('home', 'desktop', 'spool'), 'own data'],
  ['one around our own data', () => at('home'), 'own data'],
  ['our own data by another name', () => at('link'), 'own data'],
])('%s is refused with a sentence', async (_, folder, words) => {
  await expect(check(folder())).rejects.toThrow(words);
});
