import { chooseFrom, languagesIn, type Spoken } from '../../words/choose-language.ts';
import type { Words } from './words.ts';

export type Language = Spoken<Words>;

export const LANGUAGES = languagesIn<Words>(import.meta.glob('./languages/*.ts', { eager: true }));

/** @param wanted `navigator.languages`, the favourite first. */
export function chooseLanguage(wanted: readonly string[]): Language {
  return chooseFrom(wanted, LANGUAGES);
}
