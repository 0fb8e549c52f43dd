import { chooseFrom, tagOf } from '../../words/choose-language.ts';
import type { Words } from './words.ts';

export interface Language {
  /** BCP 47, for `lang` and for formats. */
  tag: string;
  words: Words;
}

const files = import.meta.glob<{ words: Words }>('./languages/*.ts', { eager: true });

/** All there are: a file added to `languages/` is a language added. */
export const LANGUAGES: readonly Language[] = Object.entries(files).map(([path, file]) => ({
  tag: tagOf(path),
  words: file.words,
}));

/** @param wanted by the settings; null: as the browser's. */
export function chooseLanguage(wanted: string | null): Language {
  const usual = navigator.languages;
  return chooseFrom(wanted === null ? usual : [wanted, ...usual], LANGUAGES);
}
