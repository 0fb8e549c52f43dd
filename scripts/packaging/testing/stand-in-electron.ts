import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Target } from '../stage/packages.ts';

/** What @electron/fuses looks for in Electron's program; behind it version, count and the fuses. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const VERSION = 1;
const FUSES = 9;
const ON = '1';

/** The program, or on macOS the framework, with the fuses in it. */
function programWithFuses(): Buffer {
  const wire = Buffer.concat([
    Buffer.from(SENTINEL),
    Buffer.from([VERSION, FUSES]),
    Buffer.from(ON.repeat(FUSES)),
  ]);
  return Buffer.concat([Buffer.alloc(4096), wire, Buffer.alloc(4096)]);
}

/**
 * Writes a folder such as Electron's zip file for Linux holds, as far as packaging looks at it. Its
 * program cannot be run; every fuse in it is on.
 */
export async function writeStandInElectron(folder: string): Promise<void> {
  for (const place of ['locales', 'resources']) {
    await mkdir(path.join(folder, place), { recursive: true });
  }
  const program = path.join(folder, 'electron');
  await writeFile(program, programWithFuses());
  await chmod(program, 0o755);
  for (const language of ['de', 'en-US', 'zh-CN']) {
    await writeFile(path.join(folder, `locales/${language}.pak`), language);
  }
  await writeFile(path.join(folder, 'LICENSE'), 'Electron');
  await writeFile(path.join(folder, 'LICENSES.chromium.html'), 'Chromium');
}

const HELPERS = ['', ' (GPU)', ' (Plugin)', ' (Renderer)'] as const;

/** The same for macOS: `Electron.app`, with the least that its parts are recognised by. */
export async function writeStandInElectronForMac(folder: string): Promise<void> {
  const contents = path.join(folder, 'Electron.app/Contents');
  const framework = path.join(contents, 'Frameworks/Electron Framework.framework');
  await writeProgram(contents, 'Electron');
  for (const kind of HELPERS) {
    const name = `Electron Helper${kind}`;
    await writeProgram(path.join(contents, `Frameworks/${name}.app/Contents`), name);
  }
  for (const place of [contents, path.join(framework, 'Versions/A')]) {
    for (const language of ['de', 'en', 'zh_CN']) {
      const words = path.join(place, 'Resources', `${language}.lproj`);
      await mkdir(words, { recursive: true });
      // Empty folders are not copied.
      await writeFile(path.join(words, 'locale.pak'), language);
    }
  }
  await symlink('Versions/A/Resources', path.join(framework, 'Resources'));
  await writeFile(path.join(framework, 'Electron Framework'), programWithFuses());
  await writeFile(path.join(contents, 'Resources/electron.icns'), '');
}

async function writeProgram(contents: string, name: string): Promise<void> {
  await mkdir(path.join(contents, 'MacOS'), { recursive: true });
  await writeFile(path.join(contents, 'MacOS', name), '');
  await writeFile(
    path.join(contents, 'Info.plist'),
    `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
  <key>CFBundleExecutable</key><string>${name}</string>
  <key>LSMinimumSystemVersion</key><string>99.0</string>
</dict></plist>
`,
  );
}

/** A folder with made-up packages of the names that the app loads, for `platform` on `processor`. */
export async function writeStandInPackages(
  folder: string,
  { platform, processors }: Target,
): Promise<void> {
  const on = processors.map((processor) => `${platform}-${processor}`);
  const binaries = on.flatMap((name) => [`@img/sharp-${name}`, `@img/sharp-libvips-${name}`]);
  const files: Record<string, readonly string[]> = {
    'better-sqlite3': on.map((name) => `prebuilds/${name}.node`),
    'dejavu-fonts-ttf': ['ttf/DejaVuSans.ttf'],
    'electron-updater': ['out/main.js'],
    'libheif-js': ['LICENSE', 'libheif-wasm/LICENSE', 'wasm-bundle.js'],
    sharp: ['dist/index.cjs'],
    ...Object.fromEntries(
      binaries.map((name) => [name, ['README.md', 'versions.json', 'lib/library.node']]),
    ),
  };
  for (const [name, places] of Object.entries(files)) {
    const optionalDependencies = Object.fromEntries(
      name === 'sharp' ? binaries.map((binary) => [binary, '1.0.0']) : [],
    );
    const manifest = JSON.stringify({ name, version: '1.0.0', optionalDependencies });
    for (const [place, text] of [['package.json', manifest], ...places.map((it) => [it, '{}'])]) {
      const file = path.join(folder, 'node_modules', name, place ?? '');
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text ?? '');
    }
  }
}
