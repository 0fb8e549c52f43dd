import { expect, test } from 'vitest';
import { LANGUAGES } from './choose.ts';
import type { Words } from './words.ts';

function sayings({ photoTakenAt, photoBy, seconds, layouts, transitions, ...plain }: Words) {
  const composed = [photoTakenAt('14:02'), photoBy('Anna'), seconds(8)];
  const lists = [...Object.values<string>(layouts), ...Object.values<string>(transitions)];
  return [...composed, ...lists, ...Object.values<string>(plain)];
}

test('every language says everything', () => {
  expect(LANGUAGES.map(({ tag }) => tag).toSorted()).toEqual(['en', 'zh-Hans']);
  for (const { words } of LANGUAGES) for (const one of sayings(words)) expect(one).toMatch(/\S/);
});

test('Chinese is written in Chinese', () => {
  const chinese = LANGUAGES.find(({ tag }) => tag === 'zh-Hans');
  if (chinese === undefined) throw new Error('There is no Chinese.');
  for (const one of sayings(chinese.words)) expect(one).toMatch(/\p{Script=Han}/u);
});
