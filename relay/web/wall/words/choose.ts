import { chooseFrom, languagesIn, type Spoken } from '../../words/choose-language.ts';
import type { Words } from './words.ts';

export type Language = Spoken<Words>;

export const LANGUAGES = languagesIn<Words>(import.meta.glob('./languages/*.ts', { eager: true }));

/** @param wanted by the settings; null: as the browser's. */
export function chooseLanguage(wanted: string | null): Language {
  const usual = navigator.languages;
  return chooseFrom(wanted === null ? usual : [wanted, ...usual], LANGUAGES);
}
