import { existsSync, globSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../setup/places.mjs';
import { USAGE } from '../supervisor/options.ts';
import { anchorOf } from './api/places.ts';
import { readDocument, sectionsOf, type Section } from './markdown.ts';

/** Each document that is there in both languages, by its English name. */
const PAIRS = ['README.md', 'docs/photographer.md', 'docs/studio.md', 'docs/venue-mode.md'];

const chineseOf = (name: string): string => name.replace(/\.md$/, '.zh-CN.md');

/** Without what stands behind a command for people to read. */
const withoutRemarks = (block: string): string => block.replaceAll(/\s+# .+$/gm, '');

/** A link without its language: `photographer.zh-CN.md#…` is `photographer.md#…`. */
const withoutLanguage = (link: string): string => link.replace('.zh-CN.', '.').replace(/#.+$/, '#');

const sorted = (texts: readonly string[]): string[] => texts.toSorted();

function shapeOf(section: Section) {
  const { level, blocks, codes, labels, links, rows, steps, points } = section;
  return {
    level,
    blocks: blocks.map(withoutRemarks),
    codes: sorted(codes),
    labels: labels.length,
    links: sorted(links.map(withoutLanguage)),
    rows,
    steps,
    points,
  };
}

test.each(PAIRS)('%s says the same in English and 简体中文, section by section', (name) => {
  const english = sectionsOf(readDocument(name));
  const chinese = sectionsOf(readDocument(chineseOf(name)));
  expect(chinese.map(({ level }) => level)).toEqual(english.map(({ level }) => level));
  for (const [at, section] of english.entries()) {
    const other = chinese[at];
    if (!other) throw new Error(`${section.heading} is missing.`);
    expect({ ...shapeOf(other), in: section.heading }).toEqual({
      ...shapeOf(section),
      in: section.heading,
    });
  }
});

test.each(PAIRS)('%s and its translation lead to each other', (name) => {
  const [here, there] = [path.basename(name), path.basename(chineseOf(name))];
  expect(readDocument(name).slice(0, 200)).toContain(`](${there})`);
  expect(readDocument(chineseOf(name)).slice(0, 200)).toContain(`](${here})`);
});

const DOCUMENTS = [
  ...globSync('*.md', { cwd: ROOT }),
  ...globSync('docs/*.md', { cwd: ROOT }).map((name) => name.replaceAll('\\', '/')),
];

test.each(DOCUMENTS)('every link of %s leads somewhere', (name) => {
  const links = sectionsOf(readDocument(name)).flatMap((section) => section.links);
  const broken = links.filter((link) => !leadsSomewhere(name, link));
  expect(broken).toEqual([]);
});

function leadsSomewhere(name: string, link: string): boolean {
  if (/^[a-z]+:/.test(link)) return true;
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? name : path.join(path.dirname(name), file);
  if (!existsSync(path.join(ROOT, target))) return false;
  const headings = sectionsOf(readDocument(target)).map(({ heading }) => anchorOf(heading));
  return anchor === undefined || headings.includes(anchor);
}

test('the options of the README are those that npm start knows', () => {
  const named = (text: string, pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, name]) => name);
  const inReadme = named(readDocument('README.md'), /^\| `(--[\w-]+)/gm);
  const known = named(USAGE, /^ {2}(--[\w-]+)/gm).filter((name) => name !== '--help');
  expect(new Set(inReadme)).toEqual(new Set(known));
});

test('every picture of the documents is shown somewhere, and all together are small', () => {
  const pictures = globSync('docs/*.png', { cwd: ROOT });
  const texts = DOCUMENTS.map(readDocument).join('\n');
  expect(pictures.filter((name) => !texts.includes(path.basename(name)))).toEqual([]);
  const bytes = pictures.map((name) => statSync(path.join(ROOT, name)).size);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000);
});
