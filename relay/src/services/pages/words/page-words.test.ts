import { expect, test } from 'vitest';
import { choosePageLanguage } from './page-words.ts';
import type { PageLanguage } from './page-words.ts';

const tagOf = (header?: string): string => choosePageLanguage(header).tag;

test('a reader gets the first language that there is, by their own order', () => {
  expect(tagOf('zh-CN,zh;q=0.9,en;q=0.8')).toBe('zh-Hans');
  expect(tagOf('zh-TW')).toBe('zh-Hans');
  expect(tagOf('en-AU,en;q=0.9')).toBe('en');
  expect(tagOf('cs, en;q=0.3, zh;q=0.7')).toBe('zh-Hans');
  expect(tagOf('zh;q=0, en')).toBe('en');
});

test('whatever else a browser says, there is a page', () => {
  for (const header of [undefined, '', '*', 'x'.repeat(5_000), 'C, ;;;=, q=1', ',,,']) {
    expect(tagOf(header)).toBe('en');
  }
});

test('a language that is added is chosen', () => {
  const { words } = choosePageLanguage('en');
  const languages: PageLanguage[] = [
    { tag: 'en', words },
    { tag: 'cs', words },
  ];
  expect(choosePageLanguage('cs-CZ,en;q=0.5', languages).tag).toBe('cs');
});
