import { chooseFrom } from '../words/choose-language.ts';

/** Every language there are words in, by BCP 47 tag; who reads none of them gets English. */
export const LANGUAGES = ['en', 'zh-Hans'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Of whoever looks, for `lang` and formats. */
export const language: Language = chooseFrom(
  navigator.languages,
  LANGUAGES.map((tag) => ({ tag })),
).tag;

/** The words in the language of whoever looks. */
export function chooseWords<Words>(words: Record<Language, Words>): Words {
  return words[language];
}
