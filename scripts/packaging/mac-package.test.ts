import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../setup/places.mjs';
import { packageApp } from './package-app.ts';
import { planSigning } from './signing.ts';
import { writeStandInElectronForMac, writeStandInPackages } from './testing/stand-in-electron.ts';
import { targetOf } from './target.ts';

/*
 * What electron-builder makes of our configuration for macOS, as far as another system can: the app
 * around a stand-in for Electron and made-up packages, without a signature and an image.
 */

const MINUTE = 60_000;
let folder: string;
let contents: string;
/** Where a packaging was killed. */
let left: string;
const LONG_AGO = new Date('2026-01-01');

// macOS would have to sign the stand-in, which is no program.
describe.runIf(process.platform === 'linux')('the app for macOS', () => {
  beforeAll(async () => {
    await mkdir(path.join(ROOT, '.setup'), { recursive: true });
    folder = await mkdtemp(path.join(ROOT, '.setup/mac-'));
    left = await mkdtemp(path.join(ROOT, '.setup/packaging-'));
    await utimes(left, LONG_AGO, LONG_AGO);
    await writeStandInElectronForMac(path.join(folder, 'electron'));
    await writeStandInPackages(folder, targetOf('mac', ['arm64']));
    await packageApp(
      { system: 'mac', processors: ['arm64'], dir: true },
      {
        output: path.join(folder, 'release'),
        electronDist: path.join(folder, 'electron'),
        signing: planSigning('mac', {}, false),
        feed: null,
        maintainer: 'Studio <studio@example.com>',
        homepage: 'https://example.com',
        installed: folder,
        env: {},
      },
    );
    contents = path.join(folder, 'release/mac-arm64/Picture Live.app/Contents');
  }, MINUTE);
  afterAll(() => rm(folder, { recursive: true }));

  test('macOS opens our links with it, shows our icon, and asks for folders in our words', async () => {
    const plist = (await readFile(path.join(contents, 'Info.plist'), 'utf8')).replaceAll(
      />\s+</g,
      '><',
    );
    const value = (key: string, text: string) => `<key>${key}</key><string>${text}</string>`;
    expect(plist).toContain('<array><string>picture-live</string></array>');
    expect(plist).toContain(value('CFBundleIdentifier', 'live.picture.tether'));
    expect(plist).toContain(value('CFBundleIconFile', 'icon.icns'));
    expect(plist).toContain(value('LSMinimumSystemVersion', '99.0'));
    const places = ['Desktop', 'Documents', 'Downloads'].map((name) => `${name}Folder`);
    const asked = [...places, 'NetworkVolumes', 'RemovableVolumes', 'LocalNetwork'];
    const keys = asked.map((name) => `NS${name}UsageDescription`);
    for (const key of keys)
      expect(plist).toMatch(new RegExp(`<key>${key}</key><string>Picture Live `));
    const file = path.join(contents, 'Resources/zh_CN.lproj/InfoPlist.strings');
    const chinese = (await readFile(file, 'utf8')).trim().split('\n');
    expect(chinese.map((line) => line.replace(/ = "Picture Live .+";$/, ''))).toEqual(keys);
  });

  test('what a packaging that was killed has left is gone', () => {
    expect(existsSync(left)).toBe(false);
  });

  test('it speaks English and Chinese, and its fuses are flipped', async () => {
    const resources = await readdir(path.join(contents, 'Resources'));
    expect(resources.filter((name) => name.endsWith('.lproj'))).toEqual([
      'en.lproj',
      'zh_CN.lproj',
    ]);
    expect(resources).toContain('third-party-licences.txt');
    const wire = await getCurrentFuseWire(path.join(contents, '..'));
    expect(wire[FuseV1Options.RunAsNode]).toBe(48);
    expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(49);
  });
});
