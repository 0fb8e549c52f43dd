import { expect, test } from 'vitest';
import { readDocument, sectionsOf } from './markdown.ts';
import { readScreenWords, ScreenWords, stringsOf } from './screen-words.ts';

/** Documents in which bold means: stands on the screen like this. */
const GUIDES = [
  'README.md',
  'README.zh-CN.md',
  'docs/photographer.md',
  'docs/photographer.zh-CN.md',
  'docs/studio.md',
  'docs/studio.zh-CN.md',
  'docs/venue-mode.md',
  'docs/venue-mode.zh-CN.md',
];

const onScreen = readScreenWords();
const HAN = /\p{Script=Han}/u;

const labelsIn = (name: string): string[] =>
  sectionsOf(readDocument(name)).flatMap(({ labels }) => labels);

test.each(GUIDES)('what is bold in %s stands on a screen exactly like this', (name) => {
  expect(labelsIn(name).filter((label) => !onScreen.has(label) && !isTheConvention(label))).toEqual(
    [],
  );
});

/** Where a guide says what bold means. */
const isTheConvention = (label: string): boolean => label === 'bold' || label === '粗体';

test.each(GUIDES.filter((name) => name.includes('zh-CN')))(
  '%s names the screens of its readers',
  (name) => {
    const foreign = labelsIn(name).filter((label) => !HAN.test(label));
    expect(foreign).toEqual([]);
  },
);

test('the keys of the guides are keys of the tether UI', () => {
  const shortcuts = ['deciding', 'everywhere', 'light', 'tether'].flatMap((name) =>
    stringsOf(readDocument(`desktop/src/ui/features/shortcuts/${name}.ts`)),
  );
  const shown = new Set(shortcuts.map((key) => key.toUpperCase()));
  for (const name of GUIDES) {
    const table = readDocument(name)
      .split('\n')
      .filter((line) => /^\| `[^`]{1,5}` ?/.test(line))
      .flatMap((line) => line.split('|')[1]?.match(/(?<=`)[^` ]+(?=`)/g) ?? []);
    const keys = table.map((key) => (key === 'Space' ? ' ' : key.toUpperCase()));
    expect([name, keys.filter((key) => !shown.has(key))]).toEqual([name, []]);
  }
});

test('words with gaps are recognised by what is around the gaps', () => {
  const words = new ScreenWords([
    "const all = (n, count) => `All ${n === 1 ? `${count} one` : 'many'} photos are live`;",
    "/* 'no word' */\nconst it = { a: 'It’s \\'quoted\\'', b: `${1}` };",
  ]);
  expect(words.has('All 3 photos are live')).toBe(true);
  expect(words.has("It’s 'quoted'")).toBe(true);
  expect(words.has('many')).toBe(true);
  expect(words.has('All photos')).toBe(false);
  expect(words.has('anything')).toBe(false);
});
