import { chooseWords } from '../choose-words.ts';
import { en } from './en.ts';
import { zhHans } from './zh-hans.ts';

/** What the components say by themselves. */
export interface ComponentWords {
  close: string;
  undo: string;
  tryAgain: string;
  loading: string;
  copied: string;
  copy: string;
}

export const componentWords = chooseWords<ComponentWords>({ en, 'zh-Hans': zhHans });
