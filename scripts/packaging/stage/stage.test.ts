import { readdir, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../setup/places.mjs';
import { LOADED_PACKAGES, readDesktop, UI_PACKAGES } from './stage.ts';

/** Of `import … from 'name/part'`, `import('name')` and `resolve(`name/part`)`. */
const SPECIFIERS =
  /(?:^import (?:[\w{}*, $]+ from )?|^\} from |\bimport\(|\bresolve\()["'`]((?:@[\w-]+\/)?[a-z][\w.-]*)(?=[/"'`])/gm;

async function packagesIn(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8');
  return Array.from(text.matchAll(SPECIFIERS), ([, name = '']) => name).filter(
    (name) => !isBuiltin(name) && name !== 'electron',
  );
}

test('what the bundles load while they run is packaged, and nothing for nothing', async () => {
  const folder = path.join(ROOT, 'desktop/dist/electron');
  const loaded = await Promise.all(
    ['main.js', 'heif-worker.js'].map((name) => packagesIn(path.join(folder, name))),
  );
  expect([...new Set(loaded.flat())].toSorted()).toEqual(LOADED_PACKAGES);
});

test('the licences are those of everything that the tether UI is made of', async () => {
  const folder = path.join(ROOT, 'desktop/src/ui');
  const files = await readdir(folder, { recursive: true });
  const sources = files.filter((file) => /(?<!\.test)\.tsx?$/.test(file));
  const imported = await Promise.all(sources.map((file) => packagesIn(path.join(folder, file))));
  const { dependencies } = await readDesktop();
  const known = new Set([...Object.keys(dependencies), ...UI_PACKAGES, 'vite']);
  expect(imported.flat().length).toBeGreaterThan(UI_PACKAGES.length);
  expect(imported.flat().filter((name) => !known.has(name))).toEqual([]);
});
