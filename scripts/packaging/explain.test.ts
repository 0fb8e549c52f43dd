import { describe, expect, test } from 'vitest';
import { DistError } from './dist-error.ts';
import { explainPackaging } from './explain.ts';

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
  ])('without a tool for the installer: %s', (error) => {
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
    expect(explainPackaging(new Error('ENOSPC: no space left'), null)).toMatchObject({
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
