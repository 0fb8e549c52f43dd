import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { lockFolder } from '@picture-live/shared/process';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDraft } from './draft.ts';

let folder: string;
let home: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'draft-'));
  home = path.join(folder, 'home');
});
afterEach(() => rm(folder, { recursive: true }));

it('the data folder is there at once, with what was put together', async () => {
  await mkdir(home);
  const draft = await openDraft(home, false);
  await writeFile(path.join(draft.folder, 'ledger'), 'x');
  expect(await readdir(home)).toEqual([]);
  await draft.land();
  expect(await readdir(home)).toEqual(['ledger']);
  expect(await readdir(folder)).toEqual(['home']);
});

it('what is given up leaves nothing, and what was left by a crash is cleared away', async () => {
  await mkdir(`${home}.restoring`);
  await writeFile(path.join(`${home}.restoring`, 'half'), 'x');
  const draft = await openDraft(home, false);
  expect(await readdir(draft.folder)).not.toContain('half');
  await draft.discard();
  expect(await readdir(folder)).toEqual([]);
});

it('a data folder that is there is refused, or moved aside whole', async () => {
  await mkdir(home);
  await writeFile(path.join(home, 'old'), 'x');
  await expect(openDraft(home, false)).rejects.toThrow(/is not empty/);
  const draft = await openDraft(home, true);
  expect(await readdir(home)).toEqual(['old']);
  await draft.land();
  const aside = (await readdir(folder)).find((name) => name.startsWith('home.before-')) ?? '';
  expect(await readdir(path.join(folder, aside))).toEqual(['old']);
});

it('a data folder that somebody works in stays where it is', async () => {
  await mkdir(path.join(home, 'relay'), { recursive: true });
  const lock = await lockFolder(path.join(home, 'relay'));
  await expect(openDraft(home, true)).rejects.toMatchObject({ code: 'home_in_use' });
  lock.release();
  expect(await readdir(folder)).toEqual(['home']);
});

it('a data folder that somebody begins to work in meanwhile stays where it is', async () => {
  await mkdir(path.join(home, 'relay'), { recursive: true });
  const draft = await openDraft(home, true);
  const lock = await lockFolder(path.join(home, 'relay'));
  await expect(draft.land()).rejects.toMatchObject({ code: 'home_in_use' });
  await draft.discard();
  lock.release();
  expect(await readdir(folder)).toEqual(['home']);
});

it('what has come into an empty place meanwhile is not touched, and nothing is left beside it', async () => {
  const draft = await openDraft(home, false);
  await mkdir(home);
  await writeFile(path.join(home, 'new'), 'x');
  await expect(draft.land()).rejects.toThrow(/is not empty/);
  await draft.discard();
  expect(await readdir(folder)).toEqual(['home']);
  expect(await readdir(home)).toEqual(['new']);
});

it('what gives way to a restore that is given up is still there', async () => {
  await mkdir(home);
  await writeFile(path.join(home, 'old'), 'x');
  await (await openDraft(home, true)).discard();
  expect(await readdir(folder)).toEqual(['home']);
  expect(await readdir(home)).toEqual(['old']);
});
