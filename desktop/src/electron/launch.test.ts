import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findElectron, thisMachine, type Machine } from './launch.ts';

let folder: string;
let machine: Machine;

/** A Linux desktop with a complete Electron and the built shell. */
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'picture-live-launch-'));
  const at = (place: string): string => path.join(folder, place);
  machine = {
    platform: 'linux',
    env: { DISPLAY: ':0' },
    uid: 1000,
    packageFolder: at('electron'),
    entry: at('main.js'),
    sysctlFolder: at('sys'),
  };
  await program('electron/dist/electron');
  await write('electron/path.txt', 'electron');
  await write('main.js');
});
afterEach(() => rm(folder, { recursive: true }));

async function write(place: string, text = ''): Promise<string> {
  const file = path.join(folder, place);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

async function program(place: string): Promise<string> {
  const file = await write(place);
  await chmod(file, 0o755);
  return file;
}

const look = (change: Partial<Machine> = {}) => findElectron({ ...machine, ...change });

describe('where Electron is', () => {
  test('a downloaded binary is found and started with the built shell', () => {
    expect(look()).toEqual({
      binary: path.join(folder, 'electron/dist/electron'),
      args: [machine.entry],
    });
  });

  test('a folder named by ELECTRON_OVERRIDE_DIST_PATH comes first', async () => {
    const binary = await program('other/electron');
    const env = { ...machine.env, ELECTRON_OVERRIDE_DIST_PATH: path.dirname(binary) };
    expect(look({ env })).toMatchObject({ binary });
    expect(look({ env, packageFolder: null })).toMatchObject({ binary });
  });

  test('the binary has its own name on each system', async () => {
    const mac = await program('electron/dist/Electron.app/Contents/MacOS/Electron');
    const windows = await program('electron/dist/electron.exe');
    expect(look({ platform: 'darwin', env: {} })).toMatchObject({ binary: mac });
    expect(look({ platform: 'win32', env: {}, uid: undefined })).toMatchObject({ binary: windows });
  });

  test('it is found without asking the package, which would download it', () => {
    expect(thisMachine().packageFolder).toMatch(/electron$/);
    expect(thisMachine().entry).toMatch(/dist.electron.main\.js$/);
  });
});

describe('why there is no window, and what would help', () => {
  test('never downloaded, or the download broke off', async () => {
    const told = { missing: expect.stringMatching(/install\.js" downloads it once/) as unknown };
    expect(look({ packageFolder: null })).toEqual(told);
    await rm(path.join(folder, 'electron/path.txt'));
    expect(look()).toEqual(told);
  });

  test('a folder is named that holds no Electron', () => {
    const env = { ...machine.env, ELECTRON_OVERRIDE_DIST_PATH: path.join(folder, 'empty') };
    expect(look({ env })).toEqual({
      missing: `${path.join(folder, 'empty/electron')} is not there or may not be run.`,
    });
  });

  test('the shell is not built', async () => {
    await rm(machine.entry);
    expect(look()).toEqual({ missing: expect.stringContaining('npm run build') as unknown });
  });

  test('there is no display, on Linux', () => {
    expect(look({ env: { DISPLAY: '' } })).toEqual({
      missing: expect.stringContaining('no display') as unknown,
    });
    expect(look({ env: { WAYLAND_DISPLAY: 'wayland-0' } })).toHaveProperty('binary');
  });

  test('a variable would turn it into plain Node', () => {
    expect(look({ env: { ...machine.env, ELECTRON_RUN_AS_NODE: '1' } })).toEqual({
      missing: expect.stringContaining('ELECTRON_RUN_AS_NODE') as unknown,
    });
  });
});

describe('sandbox', () => {
  test('only root on Linux goes without, because Chromium would not start', () => {
    expect(look({ uid: 0 })).toMatchObject({ args: ['--no-sandbox', machine.entry] });
    expect(look({ uid: 1000 })).toMatchObject({ args: [machine.entry] });
  });

  test.each([
    ['kernel/unprivileged_userns_clone', '0\n', '1\n'],
    ['kernel/apparmor_restrict_unprivileged_userns', '1\n', '0\n'],
    ['user/max_user_namespaces', '0\n', '127000\n'],
  ])('where the system forbids it (%s), that is said', async (setting, forbidden, allowed) => {
    await write(path.join('sys', setting), allowed);
    expect(look()).toHaveProperty('binary');
    await write(path.join('sys', setting), forbidden);
    expect(look()).toEqual({ missing: expect.stringContaining('chmod 4755') as unknown });
    expect(look({ uid: 0 })).toHaveProperty('binary');
  });

  test('its set-uid helper does as well, if it belongs to root', async () => {
    await write('sys/user/max_user_namespaces', '0');
    const helper = await write('electron/dist/chrome-sandbox');
    await chmod(helper, 0o755);
    expect(look()).toHaveProperty('missing');
    await chmod(helper, 0o4755);
    const belongsToRoot = process.getuid?.() === 0;
    expect('binary' in look()).toBe(belongsToRoot);
  });
});
