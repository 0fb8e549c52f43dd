import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from '../setup/places.mjs';
import { writeChecksums } from './checksums.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dist-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** `npm run dist` as it is when everything is set up. */
function dist(args: string[], env: Record<string, string> = {}) {
  return new Promise<{ code: unknown; said: string }>((resolve) => {
    const script = path.join(ROOT, 'scripts/dist.ts');
    const surroundings = { PATH: process.env['PATH'], HOME: folder, ...env };
    execFile(process.execPath, [script, ...args], { env: surroundings }, (error, _out, said) =>
      resolve({ code: error?.code ?? 0, said }),
    );
  });
}

describe('npm run dist', () => {
  test.each([
    [['--fast'], {}, 2, /^Unknown option '--fast'\. "npm run dist -- --help" .*\n$/],
    [
      ['--win', '--signed'],
      {},
      1,
      /^This build would be .* WIN_CSC_LINK, WIN_CSC_KEY_PASSWORD\..*\n$/,
    ],
    [['--tag', 'v0.0.0'], {}, 1, /^The tag v0\.0\.0 does not fit the version .*\n$/],
    [
      ['--win'],
      { PICTURE_LIVE_UPDATES_URL: 'https://updates.example' },
      1,
      /^PICTURE_LIVE_UPDATES_URL is set, but the app is not signed.*\n$/,
    ],
  ])('%j with %j ends with one sentence', async (args, env, code, sentence) => {
    expect(await dist(args, env)).toEqual({
      code,
      said: expect.stringMatching(sentence) as unknown,
    });
  });
});

test('SHA256SUMS is what sha256sum would write', async () => {
  const content = { 'b.deb': 'two', 'a.AppImage': 'one' };
  for (const [name, text] of Object.entries(content)) {
    await writeFile(path.join(folder, name), text);
  }
  await writeChecksums(folder, Object.keys(content));
  const sum = (text: string) => createHash('sha256').update(text).digest('hex');
  expect(await readFile(path.join(folder, 'SHA256SUMS'), 'utf8')).toBe(
    `${sum('one')}  a.AppImage\n${sum('two')}  b.deb\n`,
  );
});
