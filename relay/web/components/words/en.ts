import type { ComponentWords } from './words.ts';

export const en: ComponentWords = {
  close: 'Close',
  undo: 'Undo',
  tryAgain: 'Try again',
  loading: 'Loading …',
  copied: 'Copied',
  copy: 'Copy',
};
