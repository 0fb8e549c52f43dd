import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DistError } from './dist-error.ts';
import { explainPackaging, keepFailure } from './explain.ts';

const offline = Object.assign(new Error('getaddrinfo ENOTFOUND downloads.example\n  at x'), {
  code: 'ENOTFOUND',
});

describe('why packaging failed, in one sentence', () => {
  test('without Electron: which version is missing and what to do', () => {
    expect(explainPackaging(offline, '45.4.1')).toMatchObject({
      name: 'DistError',
      message:
        'The program of Electron 45.4.1 is not on this computer and cannot be downloaded (getaddrinfo ENOTFOUND downloads.example): check the connection and any proxy (HTTPS_PROXY), or name a mirror in ELECTRON_MIRROR, or a folder with its zip file in ELECTRON_OVERRIDE_DIST_PATH.',
    });
  });

  test.each([
    offline,
    new Error('Response code 407 (Proxy Authentication Required)'),
    new Error('unable to get local issuer certificate'),
    new Error('notarisation timed out'),
  ])('without a tool for the installer or what signs it: %s', (error) => {
    expect(explainPackaging(error, null)).toMatchObject({
      name: 'DistError',
      message: expect.stringMatching(
        /^A tool .*ELECTRON_BUILDER_BINARIES_MIRROR; .*--dir/,
      ) as unknown,
    });
  });

  test('a folder that holds no Electron, and a full disk', () => {
    for (const text of [
      'The specified electronDist does not exist: /nowhere',
      "ENOENT: no such file or directory, rename '/r/linux-unpacked/electron' -> '/r/picture-live'",
    ]) {
      expect(explainPackaging(new Error(text), '45.4.1')).toMatchObject({
        message: expect.stringMatching(/^ELECTRON_OVERRIDE_DIST_PATH names no Electron/) as unknown,
      });
    }
    const full = new Error('ENOSPC: no space left, write after the request timed out');
    expect(explainPackaging(full, null)).toMatchObject({
      message: expect.stringMatching(/^The disk is full/) as unknown,
    });
  });

  test('what is known already, and what nobody knows, stays as it is', () => {
    const known = new DistError('The packaged app is not what it should be: timed out.');
    const unknown = new Error('identity is not found');
    expect(explainPackaging(known, null)).toBe(known);
    expect(explainPackaging(unknown, null)).toBe(unknown);
  });
});

describe('a failure that nobody has foreseen', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'explain-'));
    file = path.join(folder, '.setup/failure.log');
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is a sentence with the reason, and all of it is in a file', async () => {
    const wrong = new Error('password incorrect for certificate file "c.p12"\n  more of it');
    expect(await keepFailure(wrong, file)).toBe(
      `The app could not be packaged: password incorrect for certificate file "c.p12". All that is known of it is in ${file}.`,
    );
    expect(await readFile(file, 'utf8')).toMatch(/more of it[^]*explain\.test/);
  });

  test('of a program is told with what it said last', async () => {
    const said =
      'security process failed 1\nExit code:\n1\nOutput:\n\u001B[31mCommand failed\u001B[39m\nMAC verification failed (wrong password?)\n';
    const failed = Object.assign(new Error(said), { exitCode: 1 });
    expect(await keepFailure(failed, file)).toMatch(
      /^The app could not be packaged: security process failed 1: MAC verification failed \(wrong password\?\)\. All /,
    );
  });

  test('is told on the spot where no file can be written', async () => {
    await writeFile(path.join(folder, '.setup'), 'a file in its place');
    expect(await keepFailure(new Error('it broke'), file)).toMatch(
      /^The app could not be packaged: it broke\. .* cannot be written \((EEXIST|ENOTDIR).*Error: it broke\n +at /s,
    );
  });
});
