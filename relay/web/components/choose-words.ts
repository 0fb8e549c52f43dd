/** Every language there are words in, by BCP 47 tag; who reads none of them gets English. */
export const LANGUAGES = ['en', 'zh-Hans'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Of whoever looks, for `lang` and formats. */
export const language: Language = bestTag(navigator.languages, LANGUAGES) ?? 'en';

/**
 * The tag of the first language somebody reads that there is, in the same script where possible:
 * somebody who reads Traditional Chinese gets along with Simplified rather than with English. Null:
 * there is none.
 *
 * @param wanted `navigator.languages`, the favourite first.
 */
export function bestTag<Tag extends string>(
  wanted: readonly string[],
  tags: readonly Tag[],
): Tag | null {
  for (const tag of wanted.filter(isTag)) {
    const wish = new Intl.Locale(tag).maximize();
    const same = tags.filter((one) => new Intl.Locale(one).language === wish.language);
    const best =
      same.find((one) => new Intl.Locale(one).maximize().script === wish.script) ?? same[0];
    if (best !== undefined) return best;
  }
  return null;
}

/** The words in the language of whoever looks. */
export function chooseWords<Words>(words: Record<Language, Words>): Words {
  return words[language];
}

/** Some browsers have names of their own in the list, such as "C". */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
