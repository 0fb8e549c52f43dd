import { readdir, readFile, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { extractFile, listPackage, statFile } from '@electron/asar';
import { ROOT } from '../setup/places.mjs';
import { LICENCES_FILE } from './stage/stage.ts';
import type { Target } from './stage/packages.ts';

const MB = 1024 * 1024;

/**
 * Twice what the archive has today (3.2 MB): our two bundles and the JavaScript of the packages. More
 * would be a package that crept in, and each update is fetched over a venue's network.
 */
const ARCHIVE_BUDGET = 6 * MB;
/** For each processor: libvips has 18 MB, the fonts 3, SQLite and libheif 2 each. */
const LIBRARIES_BUDGET = 32 * MB;

/** What no shipped app may hold, and what it is. */
const FORBIDDEN: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/\.map$/, 'a source map'],
  [/\.(test|spec)\.[cm]?[jt]sx?$|(^|\/)(tests?|__tests__|fixtures)\//, 'a test'],
  [/\.[cm]?tsx?$/, 'a source in TypeScript'],
  [/(^|\/)\.env|\.(pem|key|p8|p12|pfx)$/, 'a secret'],
  [
    /^node_modules\/(electron|electron-builder|typescript|vite|vitest|react|react-dom|lucide-react|@types|@picture-live)\//,
    'a package for development',
  ],
  [/\.(cc|cpp|h|gyp|o|a)$/, 'a source in C++'],
];

const TEXT = /\.([cm]?js|json|html|css|svg|txt|yml|plist|strings)$|(^|\/)LICENSE[^/]*$/i;

/** What is in a packaged app: paths with forward slashes. */
export interface Contents {
  /** Of the archive, without folders. */
  files: string[];
  /** Those of them that lie beside the archive. */
  unpacked: string[];
  archiveBytes: number;
  unpackedBytes: number;
}

/** Reads the list of a packaged app's files. @param resources its folder `resources`. */
export async function readContents(resources: string): Promise<Contents> {
  const archive = path.join(resources, 'app.asar');
  const entries = listPackage(archive, { isPack: false }).map((entry) => entry.slice(1));
  const found = entries.map((entry) => ({ entry, info: statFile(archive, entry) }));
  const files = found.filter(({ info }) => !('files' in info));
  const beside = path.join(resources, 'app.asar.unpacked');
  const unpackedFiles = await readdir(beside, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    unpackedFiles
      .filter((file) => file.isFile())
      .map(async (file) => (await stat(path.join(file.parentPath, file.name))).size),
  );
  const slashed = (entry: string): string => entry.split(path.sep).join('/');
  return {
    files: files.map(({ entry }) => slashed(entry)).toSorted(),
    unpacked: files
      .flatMap(({ entry, info }) => ('unpacked' in info && info.unpacked ? [slashed(entry)] : []))
      .toSorted(),
    archiveBytes: (await stat(archive)).size,
    unpackedBytes: sizes.reduce((sum, size) => sum + size, 0),
  };
}

/**
 * What is wrong with a packaged app before anybody installs it; empty: nothing. Every build is looked
 * at, on the system that it is for, because what a packager takes along differs between them.
 */
export async function inspectApp(resources: string, target: Target): Promise<string[]> {
  const contents = await readContents(resources);
  return [
    ...forbidden(contents),
    ...missing(contents, target),
    ...tooLarge(contents, target),
    ...(await withPlaces(resources, contents)),
  ];
}

function forbidden({ files }: Contents): string[] {
  return files.flatMap((file) => {
    const [, what] = FORBIDDEN.find(([pattern]) => pattern.test(file)) ?? [];
    return what === undefined ? [] : [`${file} is ${what}`];
  });
}

function missing({ files, unpacked }: Contents, { platform, processors }: Target): string[] {
  const libraries = processors.flatMap((processor) => [
    `better-sqlite3/prebuilds/${platform}-${processor}.node`,
    `@img/sharp-${platform}-${processor}/lib/`,
    ...(platform === 'win32' ? [] : [`@img/sharp-libvips-${platform}-${processor}/lib/`]),
  ]);
  const beside = [...libraries, 'libheif-js/wasm-bundle.js', 'dejavu-fonts-ttf/ttf/'];
  const bundles = ['main.js', 'preload.cjs', 'heif-worker.js'].map((name) => `electron/${name}`);
  const inArchive = [
    'package.json',
    ...bundles.map((name) => `dist/${name}`),
    'dist/ui/index.html',
  ];
  return [
    ...inArchive.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
    ...beside
      .filter((start) => !unpacked.some((file) => file.startsWith(`node_modules/${start}`)))
      .map((start) => `node_modules/${start} is missing beside the archive`),
  ];
}

function tooLarge({ archiveBytes, unpackedBytes }: Contents, { processors }: Target): string[] {
  const inMb = (bytes: number): string => `${(bytes / MB).toFixed(1)} MB`;
  const librariesBudget = LIBRARIES_BUDGET * processors.length;
  return [
    ...(archiveBytes > ARCHIVE_BUDGET
      ? [`the archive has ${inMb(archiveBytes)} of at most ${inMb(ARCHIVE_BUDGET)}`]
      : []),
    ...(unpackedBytes > librariesBudget
      ? [`the libraries have ${inMb(unpackedBytes)} of at most ${inMb(librariesBudget)}`]
      : []),
  ];
}

/** Files in which a place of the computer that built the app can be read. */
async function withPlaces(resources: string, { files }: Contents): Promise<string[]> {
  // A home such as / or /root is nobody's, and a word of many texts.
  const places = [ROOT.replace(/[\\/]$/, ''), os.homedir()].filter(
    (place) => !['/', '/root'].includes(place),
  );
  const spellings = places.flatMap((place) => [place, place.replaceAll('\\', '\\\\')]);
  const archive = path.join(resources, 'app.asar');
  const licences = path.join(resources, LICENCES_FILE);
  const texts = files
    .filter((file) => TEXT.test(file))
    .map((file) => ({ file, text: extractFile(archive, path.normalize(file)).toString('utf8') }));
  texts.push({ file: LICENCES_FILE, text: await readFile(licences, 'utf8') });
  return texts
    .filter(({ text }) => spellings.some((place) => text.includes(place)))
    .map(({ file }) => `${file} names a folder of the computer that built it`);
}
