import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDeviceTokens } from '../engine/setup/device-tokens.ts';
import { FakeSafeStorage } from './fake/system.ts';
import { openSealedTokens } from './sealed-tokens.ts';

let dataDir: string;
let safeStorage: FakeSafeStorage;
const onOpenFile = vi.fn<() => void>();
const onLost = vi.fn<(error: unknown, deviceId: string) => void>();

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'picture-live-tokens-'));
  safeStorage = new FakeSafeStorage();
  onOpenFile.mockReset();
  onLost.mockReset();
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const at = (name: string): string => path.join(dataDir, name);
const open = (platform: NodeJS.Platform = 'linux') =>
  openSealedTokens({ dataDir, safeStorage, platform, onOpenFile, onLost });

test('a token is there after the next start, and nowhere to be read', async () => {
  await (await open()).put('laptop', 'a secret token');
  expect((await open()).get('laptop')).toBe('a secret token');
  const file = at('device-tokens.sealed.json');
  expect(await readFile(file, 'utf8')).not.toContain('secret');
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o077).toBe(0);
  expect(onOpenFile).not.toHaveBeenCalled();
});

test('two that come at once are both kept', async () => {
  const tokens = await open();
  await Promise.all([tokens.put('a', '1'), tokens.put('b', '2')]);
  const again = await open();
  expect([again.get('a'), again.get('b')]).toEqual(['1', '2']);
});

test('tokens in a file from before are sealed, and the file is gone', async () => {
  await (await openDeviceTokens(dataDir)).put('laptop', 'from before');
  expect((await open()).get('laptop')).toBe('from before');
  expect(existsSync(at('device-tokens.json'))).toBe(false);
  expect((await open()).get('laptop')).toBe('from before');
});

test('sealed ones and ones from a file come together', async () => {
  await (await open()).put('old', '1');
  await (await openDeviceTokens(dataDir)).put('new', '2');
  const tokens = await open();
  expect([tokens.get('old'), tokens.get('new')]).toEqual(['1', '2']);
});

test.each([
  ['the system offers none', { isAvailable: false }],
  ['its key is one that everybody knows', { backend: 'basic_text' } as const],
])('without a keychain (%s) they are in a file, and that is said', async (_case, missing) => {
  Object.assign(safeStorage, missing);
  await (await open()).put('laptop', 'a token');
  expect(onOpenFile).toHaveBeenCalledOnce();
  expect((await openDeviceTokens(dataDir)).get('laptop')).toBe('a token');
});

test('basic_text is a name of Linux only', async () => {
  safeStorage.backend = 'basic_text';
  await (await open('darwin')).put('laptop', 'a token');
  expect(onOpenFile).not.toHaveBeenCalled();
});

test('a keychain that is locked stops the start with a sentence, and harms nothing', async () => {
  await (await open()).put('laptop', 'a token');
  safeStorage.isAvailable = false;
  await expect(open()).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('Unlock it') as unknown,
  });
  safeStorage.isAvailable = true;
  expect((await open()).get('laptop')).toBe('a token');
});

test('a token sealed with a key that is lost is told, and the others work', async () => {
  await (await open()).put('lost', 'old');
  safeStorage.key = 'N';
  const tokens = await open();
  expect(tokens.get('lost')).toBeUndefined();
  expect(onLost).toHaveBeenCalledWith(expect.anything(), 'lost');
  await tokens.put('fresh', 'new');
  expect((await open()).get('fresh')).toBe('new');
});

test('a damaged file stops the start with a sentence', async () => {
  await writeFile(at('device-tokens.sealed.json'), '{"laptop": 7}');
  await expect(open()).rejects.toThrow(/Move the file away/);
});
