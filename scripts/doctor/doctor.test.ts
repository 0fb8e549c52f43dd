import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod/mini';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestRelay } from '../../relay/src/testing/relay.ts';
import { freePort } from '../../relay/src/testing/free-port.ts';
import { ROOT } from '../setup/places.mjs';
import { surroundings } from '../supervisor/options.ts';
import { parseDoctor } from './options.ts';

const Report = z.object({
  ok: z.boolean(),
  findings: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['ok', 'warn', 'fail']),
      says: z.string(),
      fix: z.nullable(z.string()),
    }),
  ),
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'doctor-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

interface Ended {
  code: number;
  said: string;
  complained: string;
}

function doctor(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const command = [path.join(ROOT, 'scripts/doctor.ts'), ...args];
  const own = { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] };
  const options = { cwd: folder, env: { ...own, ...env } };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, command, options, (_error, said, complained) => {
      resolve({ code: child.exitCode ?? -1, said, complained });
    });
  });
}

async function ports(): Promise<string[]> {
  return [`--port=${await freePort()}`, `--tether-port=${await freePort()}`];
}

test('a machine on which nothing was started yet is well, and stays as it was', async () => {
  const { code, said } = await doctor(['--home', path.join(folder, 'home'), ...(await ports())]);
  expect(said).toContain('All is well.');
  expect(said).not.toContain('\u001B');
  expect(code).toBe(0);
  expect(await readdir(folder)).toEqual([]);
});

test('what does not work ends with 1, and each of it says what to do', async () => {
  await writeFile(path.join(folder, 'home'), '');
  const relay = await startTestRelay();
  const { port } = new URL(relay.url);
  const args = ['--home', 'home', '--port', port, '--tether-port', `${await freePort()}`, '--json'];
  const { code, said } = await doctor([...args, '--host', '127.0.0.1']);
  await relay.stop();
  const { ok, findings } = z.parse(Report, JSON.parse(said));
  expect([code, ok]).toEqual([1, false]);
  const failed = findings.filter(({ state }) => state === 'fail');
  expect(failed.map(({ name }) => name)).toContain('data folder');
  for (const { state, fix } of findings) expect(fix === null).toBe(state === 'ok');
  expect(findings.find(({ name }) => name === `port ${port}`)?.says).toContain('is running here');
});

test('an address alone is looked at from outside, not the computer that asks', async () => {
  const relay = await startTestRelay();
  const { code, said } = await doctor(['--url', relay.url]);
  await relay.stop();
  expect(said).not.toContain('data folder');
  expect(said).toContain('A WebSocket opens.');
  // This relay has no pages.
  expect(said).toMatch(/FAIL {2}gallery .*503/);
  expect(code).toBe(1);
  const gone = await doctor(['--url', relay.url, '--json']);
  const { findings } = z.parse(Report, JSON.parse(gone.said));
  expect(findings.at(-1)?.says).toMatch(/^Nobody answers/);
  expect(findings.map(({ name }) => name)).toEqual(['Node', 'native modules', 'clock', 'relay']);
});

test('settings are read from a file as a relay reads them', async () => {
  const file = path.join(folder, 'relay.env');
  const lines = [
    'DEVICE_TOKEN=a-token-long-enough',
    `DATA_DIR=${folder}/data`,
    'STORAGE_TYPE=tape',
  ];
  await writeFile(file, lines.join('\n'));
  const wrong = await doctor(['--env', file]);
  expect(wrong.code).toBe(1);
  expect(wrong.said).toContain('STORAGE_TYPE is not usable: it must be one of local, aws, aliyun');
  await writeFile(file, [...lines.slice(0, 2), `PORT=${await freePort()}`].join('\n'));
  const right = await doctor(['--env', 'relay.env']);
  expect(right.said).toContain(`data in ${folder}/data`);
  expect(right.code).toBe(0);
  expect((await doctor(['--env', 'nowhere.env'])).said).toContain('cannot be read');
});

test('an option that means nothing is answered with a sentence and 2', async () => {
  const { code, complained } = await doctor(['--what']);
  expect(complained).toMatch(/^Unknown option '--what'\. "npm run doctor -- --help" .*\n$/);
  expect(code).toBe(2);
});

test.each([
  ['--url=live', '--url needs an address'],
  ['--port=many', '--port must be a port number'],
])('%s is refused with a sentence', (option, sentence) => {
  const around = surroundings(path.join(ROOT, 'package.json'));
  expect(() => parseDoctor([option], around)).toThrow(sentence);
});
