/** A language that a page speaks. */
export interface Spoken<Words> {
  /** BCP 47, for `lang` and for formats. */
  tag: string;
  words: Words;
}

type Tagged = Pick<Spoken<unknown>, 'tag'>;

const FALLBACK = 'en';

/** The files of a folder `languages/`: zh-Hans.ts is zh-Hans, a file added is a language added. */
export function languagesIn<Words>(
  files: Readonly<Record<string, { words: Words }>>,
): readonly Spoken<Words>[] {
  return Object.entries(files).map(([path, { words }]) => ({ tag: tagOf(path), words }));
}

function tagOf(path: string): string {
  return /([^/]+)\.ts$/.exec(path)?.[1] ?? FALLBACK;
}

/**
 * The first of the guest's languages that there is, in the same script where possible: somebody
 * who reads Traditional Chinese gets along with Simplified rather than with English.
 *
 * @param wanted `navigator.languages`, the favourite first.
 */
export function chooseFrom<Language extends Tagged>(
  wanted: readonly string[],
  languages: readonly Language[],
): Language {
  for (const tag of wanted.filter(isTag)) {
    const { language, script } = new Intl.Locale(tag).maximize();
    const same = languages.filter((one) => new Intl.Locale(one.tag).language === language);
    const best = same.find((one) => new Intl.Locale(one.tag).maximize().script === script);
    const found = best ?? same[0];
    if (found !== undefined) return found;
  }
  const fallback = languages.find(({ tag }) => tag === FALLBACK);
  if (fallback === undefined) throw new Error(`The language ${FALLBACK} is missing.`);
  return fallback;
}

/** Some browsers have names of their own in the list, such as "C". */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
