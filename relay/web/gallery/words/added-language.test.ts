import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, expect, test } from 'vitest';

const WEB = path.resolve(import.meta.dirname, '../..');
const ROOT = path.resolve(WEB, '../..');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'added-language-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The pages' sources in a checkout of their own. */
async function copySources(): Promise<string> {
  const web = path.join(folder, 'relay/web');
  const isSource = (file: string): boolean => !file.startsWith(path.join(WEB, 'dist'));
  await cp(WEB, web, { recursive: true, filter: isSource });
  await mkdir(path.join(folder, 'relay'), { recursive: true });
  await cp(path.join(ROOT, 'tsconfig.base.json'), path.join(folder, 'tsconfig.base.json'));
  await symlink(path.join(ROOT, 'relay/node_modules'), path.join(folder, 'relay/node_modules'));
  await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  return web;
}

test('a file in words/languages is all it takes for guests to be spoken to in another language', async () => {
  const web = await copySources();
  const languages = path.join(web, 'gallery/words/languages');
  const english = await readFile(path.join(languages, 'en.ts'), 'utf8');
  await writeFile(path.join(languages, 'cs.ts'), english.replace("'Live'", "'Živě'"));
  await build({
    root: web,
    configFile: false,
    logLevel: 'silent',
    base: './',
    publicDir: false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { outDir: 'dist', rolldownOptions: { input: path.join(web, 'gallery/index.html') } },
  });
  const assets = path.join(web, 'dist/assets');
  const scripts = (await readdir(assets)).filter((name) => name.startsWith('index-'));
  const texts = await Promise.all(scripts.map((name) => readFile(path.join(assets, name), 'utf8')));
  expect(texts.some((text) => text.includes('Živě') && text.includes('cs.ts'))).toBe(true);
});
