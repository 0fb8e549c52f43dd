import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeElectron } from './fake/electron.ts';
import { createLoginItem } from './login-item.ts';

let configFolder: string;
beforeEach(async () => {
  configFolder = await mkdtemp(path.join(os.tmpdir(), 'picture-live-login-'));
});
afterEach(() => rm(configFolder, { recursive: true, force: true }));

function stage(platform: NodeJS.Platform, program = '/opt/Picture Live/picture-live') {
  const { app } = createFakeElectron();
  app.isPackaged = true;
  return { app, item: createLoginItem({ app, platform, program, configFolder }) };
}

test.each(['darwin', 'win32'] as const)('on %s the system keeps it', (platform) => {
  const { app, item } = stage(platform);
  expect(item?.isOn()).toBe(false);
  item?.set(true);
  expect(app.openAtLogin).toBe(true);
  expect(item?.isOn()).toBe(true);
  item?.set(false);
  expect(item?.isOn()).toBe(false);
});

test('on Linux it is an entry of the desktop, as every desktop reads it', async () => {
  const { app, item } = stage('linux');
  const file = path.join(configFolder, 'autostart/picture-live.desktop');
  expect(item?.isOn()).toBe(false);
  item?.set(true);
  expect(item?.isOn()).toBe(true);
  const lines = (await readFile(file, 'utf8')).split('\n');
  expect(lines).toContain('Exec="/opt/Picture Live/picture-live"');
  item?.set(false);
  item?.set(false);
  expect(existsSync(file)).toBe(false);
  expect(app.openAtLogin).toBe(false);
});

test('a program with strange letters in its path is quoted as the entry wants it', async () => {
  const { item } = stage('linux', '/home/a$b/100% "live"/app');
  item?.set(true);
  const text = await readFile(path.join(configFolder, 'autostart/picture-live.desktop'), 'utf8');
  expect(text).toContain(String.raw`Exec="/home/a\\$b/100%% \\"live\\"/app"`);
});

test('a clone offers nothing: it is started by a command', () => {
  const { app } = createFakeElectron();
  const parts = { platform: 'linux', program: '/usr/bin/electron', configFolder } as const;
  expect(createLoginItem({ app, ...parts })).toBeNull();
});
