import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Package, Target } from './packages.ts';

/**
 * What runs of packages that bring much more along (sources in C++, other systems' programs,
 * twenty fonts); of all others everything is taken but what `NEVER` says.
 */
const RUNS: Readonly<Record<string, (target: Target) => readonly string[]>> = {
  'better-sqlite3': ({ platform, processors }) => [
    'lib/*.js',
    'lib/methods/*.js',
    ...processors.map((processor) => `prebuilds/${platform}-${processor}.node`),
  ],
  // The six that a watermark can be written in.
  'dejavu-fonts-ttf': () => [
    'ttf/{DejaVuSans,DejaVuSans-Bold,DejaVuSansCondensed-Bold,DejaVuSerif,DejaVuSerif-Bold,DejaVuSansMono}.ttf',
  ],
  'libheif-js': () => ['wasm-bundle.js', 'libheif-wasm/libheif-bundle.js'],
  sharp: () => ['dist/*.{cjs,mjs}'],
};

/** What explains or builds a package and is never run. */
const NEVER: readonly string[] = [
  '**/*.{map,md,markdown,ts,cts,mts,tsx,flow,h,cc,cpp,gyp,yml,yaml,lock}',
  '**/{test,tests,__tests__,example,examples,docs,doc,bench,benchmark,benchmarks,coverage}/**',
  '**/node_modules/**',
  '**/.*',
  '**/.*/**',
  'bin/**',
];

/** Whose place in a package its licence demands. */
const LICENCES = '{LICENSE,LICENCE,License,license,COPYING,NOTICE}*';

/** The files of a package that belong into the app, relative to it, with forward slashes. */
export async function filesOf({ manifest, folder }: Package, target: Target): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
    );
  const runs = RUNS[manifest.name]?.(target) ?? ['**'];
  return files
    .filter((file) => {
      if (file === 'package.json' || path.matchesGlob(file, LICENCES)) return true;
      const matches = (patterns: readonly string[]) =>
        patterns.some((pattern) => path.matchesGlob(file, pattern));
      return matches(runs) && !matches(NEVER);
    })
    .toSorted();
}
