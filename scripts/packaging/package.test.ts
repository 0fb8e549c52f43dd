import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { extractAll } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { ENGINE_LAUNCH_VARIABLE, type EngineLaunch } from '@picture-live/shared/process';
import sharp from 'sharp';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outsideArchive } from '../../shared/src/imaging/watermark/outside-archive.ts';
import { ROOT } from '../setup/places.mjs';
import { inspectApp, readContents, type Contents } from './inspect.ts';
import { packageApp } from './package-app.ts';
import { planSigning } from './signing.ts';
import { collectPackages } from './stage/packages.ts';
import { LICENCES_FILE, LOADED_PACKAGES } from './stage/stage.ts';
import { writeStandInElectron } from './testing/stand-in-electron.ts';
import { targetOf } from './target.ts';

/*
 * The packaged app as electron-builder really makes it, around a stand-in for Electron's program:
 * what is in it, and whether that runs. On macOS and Windows a stand-in would have to be half an
 * Electron; there each build is looked at by `inspectApp` before it becomes an installer.
 */

const run = promisify(execFile);
const MINUTE = 60_000;
const PATIENCE = { timeout: 20_000 };
const OWN = process.arch === 'arm64' ? 'arm64' : 'x64';
const TARGET = targetOf('linux', [OWN]);

let folder: string;
let app: string;
let resources: string;
/** The archive as Electron shows it: its files and those beside it in one folder. */
let extracted: string;
let contents: Contents;

describe.runIf(process.platform === 'linux')('the packaged app', () => {
  beforeAll(async () => {
    await mkdir(path.join(ROOT, '.setup'), { recursive: true });
    folder = await mkdtemp(path.join(ROOT, '.setup/package-'));
    await writeStandInElectron(path.join(folder, 'electron'));
    await packageApp(
      { system: 'linux', processors: [OWN], dir: true },
      {
        output: path.join(folder, 'release'),
        electronDist: path.join(folder, 'electron'),
        signing: planSigning('linux', {}, false),
        feed: null,
        maintainer: 'Studio <studio@example.com>',
        homepage: 'https://example.com',
        installed: path.join(ROOT, 'desktop'),
        env: {},
      },
    );
    const [name = ''] = await readdir(path.join(folder, 'release'));
    app = path.join(folder, 'release', name.endsWith('-unpacked') ? name : 'linux-unpacked');
    resources = path.join(app, 'resources');
    contents = await readContents(resources);
    extracted = await mkdtemp(path.join(os.tmpdir(), 'packaged-'));
    extractAll(path.join(resources, 'app.asar'), extracted);
  }, MINUTE);
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await rm(extracted, { recursive: true });
  });

  test('nothing is wrong with it: no maps, tests, sources, secrets, places of this computer, nothing too large', async () => {
    expect(await inspectApp(resources, TARGET)).toEqual([]);
  });

  test('it holds our bundles and the packages that they load, and nothing else', () => {
    const own = contents.files.filter((file) => !file.startsWith('node_modules/'));
    expect(own.map((file) => file.replace(/-[\w-]{8}\./, '-HASH.')).toSorted()).toEqual([
      'dist/electron/heif-worker.js',
      'dist/electron/main.js',
      'dist/electron/preload.cjs',
      'dist/ui/assets/icon-HASH.svg',
      'dist/ui/assets/index-HASH.css',
      'dist/ui/assets/index-HASH.js',
      'dist/ui/index.html',
      'package.json',
    ]);
    const packages = contents.files.flatMap(
      (file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
    );
    expect([...new Set(packages)]).toEqual([
      '@img/colour',
      `@img/sharp-libvips-linux-${OWN}`,
      `@img/sharp-linux-${OWN}`,
      'argparse',
      'better-sqlite3',
      'builder-util-runtime',
      'debug',
      'dejavu-fonts-ttf',
      'detect-libc',
      'electron-updater',
      'fs-extra',
      'graceful-fs',
      'js-yaml',
      'jsonfile',
      'lazy-val',
      'libheif-js',
      'lodash.escaperegexp',
      'lodash.isequal',
      'ms',
      'sax',
      'semver',
      'sharp',
      'tiny-typed-emitter',
      'universalify',
    ]);
  });

  test('programs, fonts and what may be exchanged lie beside the archive', () => {
    const programs = contents.unpacked.filter((file) => /\.(node|so[.\d]*|ttf)$/.test(file));
    expect(programs.map((file) => file.replace(/\d+\.\d+\.\d+/, 'VERSION'))).toEqual([
      `node_modules/@img/sharp-libvips-linux-${OWN}/lib/libvips-cpp.so.VERSION`,
      `node_modules/@img/sharp-linux-${OWN}/lib/sharp-linux-${OWN}-VERSION.node`,
      `node_modules/better-sqlite3/prebuilds/linux-${OWN}.node`,
      ...[
        'DejaVuSans-Bold',
        'DejaVuSans',
        'DejaVuSansCondensed-Bold',
        'DejaVuSansMono',
        'DejaVuSerif-Bold',
        'DejaVuSerif',
      ].map((font) => `node_modules/dejavu-fonts-ttf/ttf/${font}.ttf`),
    ]);
    expect(contents.unpacked).toContain('node_modules/libheif-js/libheif-wasm/libheif-bundle.js');
    const font = 'app.asar/node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf';
    expect(outsideArchive(path.join(resources, font))).toBe(
      path.join(resources, font.replace('app.asar', 'app.asar.unpacked')),
    );
  });

  test('the fuses are as electron-builder.yml says', async () => {
    const { version, ...wire } = await getCurrentFuseWire(path.join(app, 'picture-live'));
    const Fuses = z.object({ electronFuses: z.record(z.string(), z.boolean()) });
    const text = await readFile(path.join(ROOT, 'electron-builder.yml'), 'utf8');
    const { electronFuses } = z.parse(Fuses, parse(text));
    const OFF = 48;
    const ON = 49;
    const read = Object.entries(wire).flatMap(([index, state]) => {
      const name = FuseV1Options[Number(index)];
      return name === undefined ? [] : [[name[0]?.toLowerCase() + name.slice(1), state]];
    });
    expect(version).toBe('1');
    expect(Object.fromEntries(read)).toEqual(
      Object.fromEntries(
        Object.entries(electronFuses).map(([name, isOn]) => [name, isOn ? ON : OFF]),
      ),
    );
  });

  test('it speaks English and Chinese, and has the licences of everything in it', async () => {
    expect(await readdir(path.join(app, 'locales'))).toEqual(['en-US.pak', 'zh-CN.pak']);
    const licences = await readFile(path.join(resources, LICENCES_FILE), 'utf8');
    const loaded = collectPackages(path.join(ROOT, 'desktop'), LOADED_PACKAGES, TARGET);
    for (const { manifest } of loaded) {
      expect(licences).toContain(`\n${manifest.name} ${manifest.version}\nLicence: `);
    }
    for (const bundled of ['react', 'react-dom', 'scheduler', 'lucide-react', 'ws', 'zod']) {
      expect(licences).toMatch(new RegExp(`\n${bundled} [\\d.]+\nLicence: `));
    }
    for (const text of [
      'MIT License',
      'GNU LESSER GENERAL PUBLIC LICENSE',
      'libheif',
      'Bitstream',
    ]) {
      expect(licences).toContain(text);
    }
    const main = await readFile(path.join(extracted, 'dist/electron/main.js'), 'utf8');
    expect(main).toContain(`"${LICENCES_FILE}"`);
    const beside = await readdir(app);
    expect(beside).toEqual(
      expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']),
    );
  });

  test('its libraries load without anything of the clone: SQLite, libvips, libheif, the updater', async () => {
    const script = path.join(import.meta.dirname, 'testing/load-packaged.ts');
    const { stdout } = await run(process.execPath, [script, extracted], { cwd: extracted });
    // libheif says a word of its own about what is no picture.
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({
      sqlite: { version: expect.stringMatching(/^3\./) as unknown },
      format: 'jpeg',
      updaters: expect.arrayContaining([
        'NsisUpdater',
        'MacUpdater',
        'AppImageUpdater',
        'DebUpdater',
      ]) as unknown,
      heif: { id: 1, ok: false, reason: expect.any(String) as unknown },
    });
  });

  test('what was packaged starts, develops a photo and ends', async () => {
    const at = (name: string) => path.join(folder, name);
    const hotFolder = at('hot');
    await mkdir(hotFolder);
    const launch: EngineLaunch = {
      dataDir: at('data'),
      hotFolders: [hotFolder],
      relayUrl: 'http://127.0.0.1:9',
      deviceToken: 'device',
      sessionId: 's',
      sessionTitle: 'A shoot',
      galleryUrl: 'http://127.0.0.1:9/g/a-shoot',
      tetherHost: '127.0.0.1',
      tetherPort: 0,
      tetherToken: 'tether',
    };
    const fake = path.join(ROOT, 'desktop/src/electron/fake/register.ts');
    const main = path.join(extracted, 'dist/electron/main.js');
    const child = spawn(process.execPath, ['--import', fake, main], {
      env: { ...process.env, [ENGINE_LAUNCH_VARIABLE]: JSON.stringify(launch) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const messages: unknown[] = [];
    let said = '';
    child.on('message', (message) => messages.push(message));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
    }
    const ended = once(child, 'exit');
    try {
      await expect
        .poll(() => `${JSON.stringify(messages)}${said}`, PATIENCE)
        .toContain('"engine_ready"');
      const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
      await sharp({ create: { width: 900, height: 600, channels: 3, background: '#888', noise } })
        .jpeg()
        .toFile(path.join(hotFolder, 'IMG_0001.JPG'));
      await expect
        .poll(() => JSON.stringify(messages), PATIENCE)
        .toMatch(/"name":"IMG_0001\.JPG"[^{}]*"hasPicture":true/);
    } finally {
      child.kill('SIGTERM');
    }
    const [code] = z.parse(z.tuple([z.number(), z.unknown()]), await ended);
    expect({ code, said }).toEqual({ code: 0, said: '' });
  });
});
