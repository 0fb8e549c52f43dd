import { readdir } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';

const Said = z.object({ title: z.string(), text: z.string() });

/** What the pages say that need no script: notices, and the form for the code. */
const PageWords = z.object({
  notices: z.object({
    unknownGallery: Said,
    galleryEnded: Said,
    notBuilt: Said,
    home: Said,
    notFound: Said,
  }),
  code: z.object({
    title: z.string(),
    text: z.string(),
    label: z.string(),
    open: z.string(),
    wrong: z.string(),
    too_fast: z.string(),
  }),
});
export type PageWords = z.infer<typeof PageWords>;

export interface PageLanguage {
  /** BCP 47, for `lang`. */
  tag: string;
  words: PageWords;
}

const FOLDER = path.join(import.meta.dirname, 'languages');
const FALLBACK = 'en';
const File = z.object({ words: PageWords });

/** All there are: a file added to `languages/` is a language added. */
const LANGUAGES = await readLanguages();

async function readLanguages(): Promise<PageLanguage[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.ts'));
  return Promise.all(
    names.map(async (name) => {
      const file: unknown = await import(path.join(FOLDER, name));
      return { tag: path.basename(name, '.ts'), words: File.parse(file).words };
    }),
  );
}

/**
 * The first of the reader's languages that there is, in the same script where possible.
 *
 * @param acceptLanguage of the request (RFC 9110, section 12.5.4).
 */
export function choosePageLanguage(
  acceptLanguage: string | undefined,
  languages: readonly PageLanguage[] = LANGUAGES,
): PageLanguage {
  for (const wanted of wantedIn(acceptLanguage)) {
    const { language, script } = wanted.maximize();
    const same = languages.filter(({ tag }) => new Intl.Locale(tag).language === language);
    const best = same.find(({ tag }) => new Intl.Locale(tag).maximize().script === script);
    const found = best ?? same[0];
    if (found !== undefined) return found;
  }
  const fallback = languages.find(({ tag }) => tag === FALLBACK);
  if (fallback === undefined) throw new Error(`The language ${FALLBACK} is missing.`);
  return fallback;
}

/** More than anybody reads; a header may be long. */
const MAX_WANTED = 20;

/** The favourite first. */
function wantedIn(acceptLanguage = ''): Intl.Locale[] {
  const weighed = acceptLanguage
    .split(',')
    .slice(0, MAX_WANTED)
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((word) => word.trim());
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return { locale: localeOf(tag), quality: quality === undefined ? 1 : Number(quality) };
    });
  return weighed
    .filter(({ quality }) => quality > 0)
    .toSorted((one, other) => other.quality - one.quality)
    .flatMap(({ locale }) => locale ?? []);
}

/** Null for `*`, and for what is no tag. */
function localeOf(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag);
  } catch {
    return null;
  }
}
