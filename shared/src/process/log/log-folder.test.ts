import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLaptopLog } from './laptop-log.ts';
import { LogFolder } from './log-folder.ts';
import { openProgramLog } from './program-log.ts';

let parent: string;
let folder: string;
let clock: number;
let said: string[];
beforeEach(async () => {
  parent = await mkdtemp(path.join(os.tmpdir(), 'log-folder-'));
  folder = path.join(parent, 'logs');
  clock = Date.now();
  said = [];
});
afterEach(() => rm(parent, { recursive: true }));

const options = (maxBytes = 3_000_000) => ({
  folder,
  maxBytes,
  keepDays: 3,
  now: () => clock,
  say: (sentence: string) => void said.push(sentence),
});
const read = (name: string): Promise<string> => readFile(path.join(folder, `${name}.log`), 'utf8');

test('failures are in both files of the program, requests in one of their own', async () => {
  const log = new LogFolder(options());
  log.write('{"msg":"started"}\n', 30);
  log.write('{"msg":"failed"}\n', 50);
  log.write('{"msg":"request"}\n', 30, 'request');
  log.close();
  expect(await read('combined')).toBe('{"msg":"started"}\n{"msg":"failed"}\n');
  expect(await read('error')).toBe('{"msg":"failed"}\n');
  expect(await read('access')).toBe('{"msg":"request"}\n');
});

test('a folder that cannot be written stops nobody, is told once, and is tried again later', async () => {
  await writeFile(folder, 'a file in its place');
  const log = new LogFolder(options());
  for (let index = 0; index < 5; index += 1) log.write('{}\n', 50);
  expect(said).toEqual([expect.stringMatching(/cannot be written.*EEXIST|ENOTDIR/)]);
  await rm(folder);
  log.write('{"msg":"too early"}\n', 50);
  clock += 31_000;
  log.write('{"msg":"again"}\n', 50);
  expect(await read('error')).toBe('{"msg":"again"}\n');
  expect(said[1]).toMatch(/written again; 6 lines are missing/);
  expect(log.lost).toBe(6);
  log.close();
});

test.runIf(process.platform === 'linux')('a full disk stops nobody', async () => {
  const { symlink, mkdir } = await import('node:fs/promises');
  await mkdir(folder);
  for (const name of ['error', 'combined']) {
    await symlink('/dev/full', path.join(folder, `${name}.log`));
  }
  const log = new LogFolder(options());
  log.write('{"msg":"failed"}\n', 50);
  expect(said).toEqual([expect.stringContaining('ENOSPC')]);
  await Promise.all(['error', 'combined'].map((name) => rm(path.join(folder, `${name}.log`))));
  clock += 31_000;
  log.write('{"msg":"failed again"}\n', 50);
  expect(await read('error')).toBe('{"msg":"failed again"}\n');
  log.close();
});

test('what the laptop writes says what and when, and opens nothing', async () => {
  const log = openProgramLog(options());
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';
  const secrets = [
    `GET https://live.example/media/0193a/s1gnatur3/abc.jpg failed`,
    `https://s3.example/b?X-Amz-Signature=5ecret&X-Amz-Credential=ak1a`,
    `Authorization: Bearer d3vice-t0ken-of-a-laptop`,
    `http://127.0.0.1:4100/?token=t3thertoken`,
    `redis://user:passw0rd@10.0.0.1:6379`,
    `https://live.example/g/anna-li-7f3k opened`,
    `Nobody is at https://live.example/wall/anna-li-7f3k.`,
    `It was refused:\n${token}\nbearer d3vice-t0ken`,
  ];
  for (const text of secrets) log.error('it failed', new Error(text));
  log.info('ready', { version: '1.0.0', why: secrets.join(', ') });
  log.close();
  const files = await Promise.all((await readdir(folder)).map((name) => read(name.slice(0, -4))));
  for (const word of [
    's1gnatur3',
    '5ecret',
    'ak1a',
    'd3vice',
    't3ther',
    'passw0rd',
    '7f3k',
    token,
  ]) {
    expect(files.join('')).not.toContain(word);
  }
  const [line = ''] = (await read('combined')).split('\n');
  const first: unknown = JSON.parse(line);
  expect(first).toMatchObject({ level: 50, time: clock, msg: 'it failed', err: { type: 'Error' } });
  expect(await read('combined')).toContain('"version":"1.0.0"');
});

test('what any part of a program says on standard error is in its files, until they are closed', async () => {
  const heard: string[] = [];
  const stderr = { write: (text: string | Uint8Array) => heard.push(String(text)) > 0 };
  const log = openLaptopLog(parent, stderr);
  stderr.write('The page of the window is gone.\n');
  log.fail(new Error('it broke'), 'rendering');
  log.close();
  stderr.write('afterwards\n');
  const combined = await read('combined');
  expect(combined).toContain('The page of the window is gone.');
  expect(await read('error')).toContain('"message":"it broke"');
  expect(combined.match(/it broke/g)?.length).toBe(
    (await read('error')).match(/it broke/g)?.length,
  );
  expect(combined).not.toContain('afterwards');
  expect(heard.join('')).toMatch(/gone[^]*rendering: Error: it broke[^]*afterwards/);
});
