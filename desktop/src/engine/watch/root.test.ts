import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { identifyRoot, troubleState, watchingState } from './root.ts';

it('tells one folder from another under the same name', async () => {
  const root = await mkdtemp(join(tmpdir(), 'root-'));
  const path = join(root, 'hot');
  await mkdir(path);
  const before = await identifyRoot(path);
  expect(await identifyRoot(path)).toBe(before);
  await rename(path, join(root, 'other'));
  await mkdir(path);
  expect(await identifyRoot(path)).not.toBe(before);
  await rm(path, { recursive: true });
  await expect(identifyRoot(path)).rejects.toMatchObject({ code: 'ENOENT' });
  await writeFile(path, 'a file');
  await expect(identifyRoot(path)).rejects.toMatchObject({ code: 'ENOTDIR' });
  await rm(root, { recursive: true });
});

it('says what is wrong with a hot folder and what to do', () => {
  expect(troubleState('ENOENT').state).toBe('missing');
  expect(troubleState('ENOENT').message).toMatch(/plug its drive in/u);
  expect(troubleState('EACCES').state).toBe('unreadable');
  expect(troubleState('EACCES').message).toMatch(/permission/u);
  expect(troubleState('EIO').state).toBe('unreadable');
  expect(troubleState('EIO').message).toMatch(/EIO.*drive/u);
});

it('says what is not perfect about a folder that is watched', () => {
  expect(watchingState({ exhausted: null, refused: [] })).toEqual({
    state: 'watching',
    message: null,
  });
  const { message } = watchingState({ exhausted: 'ENOSPC', refused: ['day 1', 'day 2', 'day 3'] });
  expect(message).toMatch(/file watchers \(ENOSPC\).*"day 1" and 2 more/u);
});
