import { expect, test } from 'vitest';
import { chooseLanguage, LANGUAGES } from './choose.ts';

/** Everything a language says, by the name of the saying; what is said of something, of this. */
function sayings(words: object, prefix = ''): Map<string, string> {
  const said = new Map<string, string>();
  for (const [name, value] of Object.entries<unknown>({ ...words })) {
    const key = prefix + name;
    if (typeof value === 'string') said.set(key, value);
    else if (typeof value === 'function') said.set(key, String(Reflect.apply(value, null, [3, 3])));
    else if (typeof value === 'object' && value !== null) {
      for (const [inner, text] of sayings(value, `${key}.`)) said.set(inner, text);
    }
  }
  return said;
}

test('every language says everything', () => {
  const english = [...sayings(chooseLanguage(['en']).words).keys()];
  expect(english.length).toBeGreaterThan(60);
  for (const { words } of LANGUAGES) {
    const said = sayings(words);
    expect([...said.keys()].toSorted()).toEqual(english.toSorted());
    for (const saying of said.values()) expect(saying).toMatch(/\S/);
  }
});

test('Chinese is written in Chinese', () => {
  for (const [name, saying] of sayings(chooseLanguage(['zh-CN']).words)) {
    if (name !== 'give.sending') expect(saying, name).toMatch(/\p{Script=Han}/u);
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
