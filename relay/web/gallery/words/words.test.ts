import { expect, test } from 'vitest';
import { chooseLanguage, LANGUAGES } from './choose.ts';
import type { Words } from './words.ts';

function sayings({ photoCount, newPhotos, photoTakenAt, ...plain }: Words): string[] {
  return [photoCount(3), newPhotos(3), photoTakenAt('14:02'), ...Object.values<string>(plain)];
}

test('every language says everything, and nothing twice the same by mistake', () => {
  expect(LANGUAGES.map(({ tag }) => tag).toSorted()).toEqual(['en', 'zh-Hans']);
  const english = chooseLanguage(['en']);
  for (const { words } of LANGUAGES) {
    expect(Object.keys(words).toSorted()).toEqual(Object.keys(english.words).toSorted());
    for (const saying of sayings(words)) expect(saying).toMatch(/\S/);
  }
});

test('Chinese is written in Chinese', () => {
  for (const saying of sayings(chooseLanguage(['zh-CN']).words)) {
    expect(saying).toMatch(/\p{Script=Han}/u);
  }
});

test('a guest gets the first language that there is', () => {
  const chosen = (...wanted: string[]) => chooseLanguage(wanted).tag;
  expect(chosen('zh-CN', 'en')).toBe('zh-Hans');
  expect(chosen('zh')).toBe('zh-Hans');
  expect(chosen('zh-TW')).toBe('zh-Hans');
  expect(chosen('en-AU')).toBe('en');
  expect(chosen('cs', 'zh-SG')).toBe('zh-Hans');
  expect(chosen('cs', 'C', 'x', '')).toBe('en');
  expect(chosen()).toBe('en');
});

test('numbers are said the way people say them', () => {
  const { newPhotos, photoCount } = chooseLanguage(['en']).words;
  expect([newPhotos(1), newPhotos(3)]).toEqual(['1 new photo', '3 new photos']);
  expect([photoCount(1), photoCount(1204)]).toEqual(['1 photo', '1,204 photos']);
});
