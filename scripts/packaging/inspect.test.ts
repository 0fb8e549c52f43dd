import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createPackageWithOptions, uncacheAll } from '@electron/asar';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from '../setup/places.mjs';
import { inspectApp } from './inspect.ts';
import { LICENCES_FILE } from './stage/stage.ts';

const TARGET = { platform: 'linux', processors: ['x64'] } as const;

/** The least that is an app. */
const SOUND: Readonly<Record<string, string>> = {
  'package.json': '{}',
  'dist/electron/main.js': '',
  'dist/electron/preload.cjs': '',
  'dist/electron/heif-worker.js': '',
  'dist/ui/index.html': '',
  'node_modules/better-sqlite3/prebuilds/linux-x64.node': '',
  'node_modules/@img/sharp-linux-x64/lib/sharp.node': '',
  'node_modules/@img/sharp-libvips-linux-x64/lib/libvips.so': '',
  'node_modules/libheif-js/wasm-bundle.js': '',
  'node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf': '',
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'inspect-'));
});
afterEach(async () => {
  uncacheAll();
  await rm(folder, { recursive: true });
});

async function inspect(files: Readonly<Record<string, string>>): Promise<string[]> {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, 'app', name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const unpack = '**/{*.node,*.so,*.ttf,libheif-js/**}';
  await createPackageWithOptions(path.join(folder, 'app'), path.join(folder, 'app.asar'), {
    unpack,
  });
  await writeFile(path.join(folder, LICENCES_FILE), 'MIT');
  return inspectApp(folder, TARGET);
}

describe('a packaged app is looked at before it is signed', () => {
  test('one that is as it should be has nothing wrong with it', async () => {
    expect(await inspect(SOUND)).toEqual([]);
  });

  test.each([
    ['dist/electron/main.js.map', 'a source map'],
    ['dist/electron/main.test.js', 'a test'],
    ['node_modules/x/tests/y.js', 'a test'],
    ['dist/electron/main.ts', 'a source in TypeScript'],
    ['.env', 'a secret'],
    ['dist/certificate.p12', 'a secret'],
    ['node_modules/react/index.js', 'a package for development'],
    ['node_modules/@picture-live/shared/index.js', 'a package for development'],
    ['node_modules/sharp/src/sharp.cc', 'a source in C++'],
  ])('%s is noticed as %s', async (file, what) => {
    expect(await inspect({ ...SOUND, [file]: '' })).toEqual([`${file} is ${what}`]);
  });

  test('what the app needs and does not have is named', async () => {
    const library = 'node_modules/better-sqlite3/prebuilds/linux-x64.node';
    const { [library]: _left, 'dist/electron/preload.cjs': _out, ...rest } = SOUND;
    expect(await inspect(rest)).toEqual([
      'dist/electron/preload.cjs is missing',
      `${library} is missing beside the archive`,
    ]);
  });

  test('a file in which a folder of this computer can be read is named', async () => {
    const text = `throw new Error('${path.join(ROOT, 'desktop/src/main.ts')}')`;
    expect(await inspect({ ...SOUND, 'dist/electron/main.js': text })).toEqual([
      'dist/electron/main.js names a folder of the computer that built it',
    ]);
  });

  test('an app that has grown beyond its budget is refused', async () => {
    await inspect(SOUND);
    const library = 'app.asar.unpacked/node_modules/@img/sharp-libvips-linux-x64/lib/libvips.so';
    await truncate(path.join(folder, library), 40 * 1024 * 1024);
    expect(await inspectApp(folder, TARGET)).toEqual([
      'the libraries have 40.0 MB of at most 32.0 MB',
    ]);
  });
});
