import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Package } from './packages.ts';

/** Where a package keeps the terms it comes under, and whose parts it has taken in. */
const TERMS = /^(licen[cs]e|copying|notice|third.?party)/i;

/** Packages whose terms are written elsewhere than in a file of that name. */
const TERMS_OF: Readonly<Record<string, readonly string[]>> = {
  // The libraries that are linked into libvips, each with its licence.
  '@img/sharp-libvips': ['README.md', 'versions.json'],
  'libheif-js': ['LICENSE', 'libheif-wasm/LICENSE'],
};

const RULE = '='.repeat(80);

const HEAD = `Picture Live contains the work of others. It runs on Electron, whose licence and those of
Chromium lie beside the program (LICENSE.electron.txt, LICENSES.chromium.html), and it is made
of the packages below, each under its own terms. The libraries libvips and libheif are under the
LGPL: they lie in the program's folder as files of their own (below
resources/app.asar.unpacked/node_modules) and may be replaced by other builds of them.
`;

/**
 * The terms of everything that the app is made of, as one text: our own, then every package with
 * its version, its licence and the text of that.
 */
export async function writeLicences(own: string, packages: readonly Package[]): Promise<string> {
  const versions = new Map(
    packages.map((item) => [`${item.manifest.name} ${item.manifest.version}`, item]),
  );
  const parts = await Promise.all(
    [...versions].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => termsOf(item)),
  );
  return [own.trim(), HEAD.trim(), ...parts].join(`\n\n${RULE}\n\n`) + '\n';
}

async function termsOf({ manifest, folder }: Package): Promise<string> {
  const { name, version, license = 'see below', homepage } = manifest;
  const title = `${name} ${version}\nLicence: ${license}${homepage === undefined ? '' : `\n${homepage}`}`;
  const known = Object.entries(TERMS_OF).find(([start]) => name.startsWith(start))?.[1];
  const files = known ?? (await readdir(folder)).filter((file) => TERMS.test(file)).toSorted();
  const texts = await Promise.all(
    files.map(async (file) => (await readFile(path.join(folder, file), 'utf8')).trim()),
  );
  return [title, ...texts].join('\n\n');
}
