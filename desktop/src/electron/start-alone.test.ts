import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeSystem } from './fake/system.ts';
import { startAlone } from './start-alone.ts';
import { chooseShellLanguage } from './words.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'picture-live-alone-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

async function start(system = createFakeSystem(), language = 'en') {
  const errors: unknown[] = [];
  const desk = await startAlone(system, {
    dataDir,
    language: chooseShellLanguage([language]),
    onError: (error) => errors.push(error),
  });
  return { system, desk, errors };
}

test('an app that was just installed begins with the set-up', async () => {
  const { system, desk, errors } = await start();
  const status = await desk.handlers.status(null);
  expect(status.session.id).toBe('');
  expect(status.desk?.setup).toMatchObject({ step: 'relay', canClose: false });
  expect(system.dialog.boxes).toEqual([]);
  await desk.stop();
  expect(errors).toEqual([]);
});

test('without a keychain it works, and says where the tokens are', async () => {
  const system = createFakeSystem();
  system.safeStorage.isAvailable = false;
  const { desk } = await start(system, 'zh-CN');
  expect(system.dialog.boxes).toMatchObject([
    { message: expect.stringContaining('钥匙串') as unknown },
  ]);
  await desk.stop();
});
