import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RotatingFile } from './rotating-file.ts';

const WRITER = path.join(import.meta.dirname, 'testing/writer.ts');
const DAY_MS = 86_400_000;

let folder: string;
let clock: number;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rotating-'));
  clock = Date.now();
});
afterEach(() => rm(folder, { recursive: true }));

function open(maxBytes: number): RotatingFile {
  return new RotatingFile({ folder, name: 'error', maxBytes, keepDays: 3, now: () => clock });
}

async function kept(): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name !== 'error.log').toSorted();
  return [...names, 'error.log'];
}

async function lines(): Promise<string[]> {
  const texts = await Promise.all((await kept()).map((name) => readFile(path.join(folder, name))));
  return Buffer.concat(texts).toString().split('\n').slice(0, -1);
}

test('no line is lost or split when files are put aside', async () => {
  const file = open(80_000);
  const said = Array.from({ length: 1_000 }, (_, index) => `${index} ${'é'.repeat(index % 30)}`);
  for (const line of said) file.write(`${line}\n`);
  file.close();
  expect(await lines()).toEqual(said);
  expect((await kept()).length).toBeGreaterThan(2);
});

test('all files together never take more than they may, and the newest lines stay', async () => {
  const file = open(8_000);
  for (let index = 0; index < 3_000; index += 1) file.write(`line ${index}\n`);
  file.close();
  const sizes = await Promise.all(
    (await kept()).map(async (name) => (await stat(path.join(folder, name))).size),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(8_000);
  const left = await lines();
  expect(left.at(-1)).toBe('line 2999');
  expect(left.length).toBeGreaterThan(500);
});

test('each day has a file, and those that are too old go', async () => {
  const file = open(80_000);
  file.write('first day\n');
  clock += DAY_MS;
  file.write('second day\n');
  expect(await kept()).toHaveLength(2);
  clock += 10 * DAY_MS;
  file.write('much later\n');
  file.close();
  expect(await lines()).toEqual(['much later']);
});

test('a clock that goes back costs no line', async () => {
  const file = open(80_000);
  file.write('a\n');
  clock -= 400 * DAY_MS;
  file.write('b\n');
  clock += 400 * DAY_MS;
  file.write('c\n');
  file.close();
  expect((await lines()).toSorted()).toEqual(['a', 'b', 'c']);
});

test('lines go on in the file of before, and in a new one when somebody has moved it away', async () => {
  await writeFile(path.join(folder, 'error.log'), 'before\n');
  const file = open(80_000);
  file.write('after the start\n');
  await rename(path.join(folder, 'error.log'), path.join(folder, 'moved'));
  file.write('after the move\n');
  file.close();
  expect(await readFile(path.join(folder, 'moved'), 'utf8')).toBe('before\nafter the start\n');
  expect(await readFile(path.join(folder, 'error.log'), 'utf8')).toBe('after the move\n');
});

test('several processes at one file lose nothing, kill -9 included', async () => {
  const LINES = 2_000;
  const writers = [1, 2, 3].map((name) =>
    fork(WRITER, [folder, String(name), String(LINES)], { execArgv: [] }),
  );
  // Each says that its last line is written and waits to be killed.
  await Promise.all(writers.map((writer) => once(writer, 'message')));
  for (const writer of writers) writer.kill('SIGKILL');
  await Promise.all(writers.map((writer) => once(writer, 'exit')));
  const all = await lines();
  expect(all).toHaveLength(3 * LINES);
  expect(new Set(all).size).toBe(3 * LINES);
  expect((await kept()).length).toBeGreaterThan(4);
}, 60_000);

test.skipIf(process.platform === 'win32')(
  'a disk that is full in the middle of a line has none of it',
  async () => {
    // The system lets a file of this process grow to one block and a half of the lines fit.
    const limited = `trap '' XFSZ; ulimit -f 2; exec "$0" "$@"`;
    const args = ['-c', limited, process.execPath, WRITER, folder, 'x'.repeat(300), '100'];
    const writer = spawn('sh', args, { stdio: 'ignore' });
    expect((await once(writer, 'exit'))[0]).toBe(1);
    const text = await readFile(path.join(folder, 'error.log'), 'utf8');
    expect(text.length).toBeGreaterThan(300);
    expect(text.endsWith('\n')).toBe(true);
    expect((await lines()).every((line) => line.startsWith('process xxx'))).toBe(true);
  },
  60_000,
);
