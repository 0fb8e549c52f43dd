import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeEngineLaunch } from './child.ts';
import { ENGINE_LAUNCH_VARIABLE, StartFailed, type EngineLaunch } from './lifecycle.ts';

const LAUNCH: EngineLaunch = {
  dataDir: '/data',
  hotFolders: ['/hot'],
  relayUrl: 'http://127.0.0.1:3001',
  deviceToken: 'device',
  sessionId: 's',
  sessionTitle: 'A shoot',
  galleryUrl: 'http://127.0.0.1:3001/g/a-shoot',
  tetherHost: '127.0.0.1',
  tetherPort: 0,
  tetherToken: 'tether',
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'picture-live-child-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('the launch is read once and the tokens leave the environment', () => {
  const env = { [ENGINE_LAUNCH_VARIABLE]: JSON.stringify(LAUNCH), OTHER: 'stays' };
  expect(takeEngineLaunch(env)).toEqual(LAUNCH);
  expect(env).toEqual({ OTHER: 'stays' });
});

test('a malformed launch is refused, and its tokens leave the environment all the same', () => {
  const env = { [ENGINE_LAUNCH_VARIABLE]: JSON.stringify({ ...LAUNCH, hotFolders: [] }) };
  expect(() => takeEngineLaunch(env)).toThrow(/hotFolders/);
  expect(env).toEqual({});
});

test('a shell that nobody launched is told so', () => {
  expect(takeEngineLaunch({})).toBeNull();
});

/** A program that says one long message and ends. */
async function writeProgram(): Promise<string> {
  const program = path.join(folder, 'child.ts');
  const source = new URL('child.ts', import.meta.url).href;
  await writeFile(
    program,
    `import { tellSupervisor } from ${JSON.stringify(source)};
     await tellSupervisor({ type: 'start_failed', message: 'x'.repeat(1_000_000) });
     process.exit(7);`,
  );
  return program;
}

test('what a child says arrives before it ends', async () => {
  const child = fork(await writeProgram());
  const [said] = await Promise.all([once(child, 'message'), once(child, 'exit')]);
  const message = StartFailed.parse(said[0]);
  expect(message.message).toHaveLength(1_000_000);
});

test('without a supervisor there is nobody to tell, and the child goes on', async () => {
  const child = spawn(process.execPath, [await writeProgram()], { stdio: 'inherit' });
  expect(await once(child, 'exit')).toEqual([7, null]);
});
