import { chmod, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { lockFolder } from '@picture-live/shared/process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkLeftovers } from './lock.ts';
import { checkFolder, checkLogFolder, checkSpace } from './machine.ts';
import { checkNative, checkNode, checkPlausible } from './machine.ts';
import { checkRelayPort } from './ports.ts';

const DAY_MS = 86_400_000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'doctor-machine-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('an old Node is named', () => {
  expect(checkNode('v22.3.0')).toMatchObject({ state: 'fail', says: 'This is Node v22.3.0.' });
  expect(checkNode('v24.1.0').state).toBe('ok');
  expect(checkNode('v26.0.0').state).toBe('ok');
});

test('modules of another machine are named', async () => {
  expect(checkNative()).toMatchObject({ state: 'ok' });
  const { state, says } = checkNative(folder);
  expect(state).toBe('fail');
  expect(says).toContain('better-sqlite3');
});

test('a disk that is nearly full is told before it is', async () => {
  expect((await checkSpace(folder, { plenty: 1, least: 0 })).state).toBe('ok');
  expect((await checkSpace(folder, { plenty: Infinity, least: 0 })).state).toBe('warn');
  expect((await checkSpace(folder, { plenty: Infinity, least: Infinity })).state).toBe('fail');
});

test('a data folder that is a file, or somebody else’s, cannot be used', async () => {
  expect(await checkFolder(folder)).toMatchObject({ state: 'ok' });
  expect(await checkFolder(path.join(folder, 'a/b'))).toMatchObject({ state: 'ok' });
  const file = path.join(folder, 'file');
  await writeFile(file, '');
  expect(await checkFolder(path.join(file, 'inside'))).toMatchObject({ state: 'fail' });
  expect(await checkLogFolder(path.join(file, 'logs'))).toMatchObject({ state: 'warn' });
  expect(await checkLogFolder(path.join(folder, 'logs'))).toMatchObject({ state: 'ok' });
  // Nothing is closed to root.
  if (process.getuid?.() === 0) return;
  await chmod(folder, 0o500);
  expect(await checkFolder(folder)).toMatchObject({ state: 'fail' });
  await chmod(folder, 0o700);
});

test('a clock that was never set is noticed', async () => {
  expect((await checkPlausible(0)).state).toBe('warn');
  expect((await checkPlausible(Date.now())).state).toBe('ok');
});

test('a port that another program has is named', async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const wanted = { host: '127.0.0.1', port, option: '--port' };
  expect(await checkRelayPort(wanted, null)).toMatchObject({ state: 'fail' });
  server.close();
  await once(server, 'close');
  expect(await checkRelayPort(wanted, null)).toMatchObject({ state: 'ok', says: 'Free.' });
});

test('a folder that a silent process keeps, and uploads that nobody ends, are found', async () => {
  expect(await checkLeftovers(folder, false, Date.now())).toMatchObject({ says: 'None.' });
  const lock = await lockFolder(folder);
  expect(await checkLeftovers(folder, false, Date.now())).toMatchObject({ state: 'warn' });
  expect(await checkLeftovers(folder, true, Date.now())).toMatchObject({ state: 'ok' });
  lock.release();
  expect(await checkLeftovers(folder, false, Date.now())).toMatchObject({ state: 'ok' });
  await mkdir(path.join(folder, 'incoming'));
  const upload = path.join(folder, 'incoming/x.part');
  await writeFile(upload, '');
  expect(await checkLeftovers(folder, false, Date.now())).toMatchObject({ state: 'ok' });
  const then = (Date.now() - 2 * DAY_MS) / 1000;
  await utimes(upload, then, then);
  const found = await checkLeftovers(folder, false, Date.now());
  expect(found.says).toContain('unfinished for more than a day: 1.');
});
