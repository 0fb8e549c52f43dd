import { en, type Words } from './en.ts';
import { createFormat, type Format } from './format.ts';
import { zhCn } from './zh-cn.ts';

/** A language of the UI: its words, and how it writes numbers and times. */
export interface Language {
  tag: 'en' | 'zh-CN';
  words: Words;
  format: Format;
}

/** The first language a person prefers that we speak; English where there is none. */
export function chooseLanguage(preferred: readonly string[]): Language {
  const known = preferred.find((tag) => /^(en|zh)\b/i.test(tag)) ?? 'en';
  const tag = known.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
  return { tag, words: tag === 'en' ? en : zhCn, format: createFormat(tag) };
}

export type { Format, Words };
