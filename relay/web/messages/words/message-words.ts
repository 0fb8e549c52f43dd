import { en } from './en.ts';
import { zhHans } from './zh-hans.ts';

/** What everything around messages says; loaded with it. */
export interface MessageWords {
  title: string;
  titleOfPhoto: string;
  empty: string;
  emptyOfPhoto: string;
  loading: string;
  loadFailed: string;
  tryAgain: string;
  older: string;
  /** Above what is new since the last visit. */
  newSince: string;
  /** Something came in below what is looked at. */
  newBelow: string;
  /** Beside the name of whoever belongs to the hosts. */
  team: string;
  announcement: string;
  you: string;
  edited: string;
  /** Beside one that only members see. */
  hidden: string;
  typing: (names: string[]) => string;
  openPhoto: string;
  /** A picture in a message, and who brought it. */
  pictureOf: (name: string) => string;
  write: string;
  writeOfPhoto: string;
  send: string;
  addPicture: string;
  dropPicture: string;
  /** The file of this name comes along. */
  picture: (name: string) => string;
  yourName: string;
  nameHint: string;
  nameWrong: string;
  /** Who writes here, as a button that changes it. */
  asName: (name: string) => string;
  more: string;
  edit: string;
  remove: string;
  removeReally: string;
  save: string;
  cancel: string;
  waiting: string;
  sending: string;
  notSent: string;
  sendAgain: string;
  discard: string;
  tooOld: string;
  changeFailed: string;
  fullOutbox: string;
  reasons: {
    tooManyPictures: string;
    photoGone: string;
    notAllowed: string;
    refusedPicture: string;
  };
}

const LANGUAGES: Record<string, MessageWords> = { en, 'zh-Hans': zhHans };

/** @param tag of a language of the page (BCP 47); English where there are no words in it yet. */
export function messageWords(tag: string): MessageWords {
  return LANGUAGES[tag] ?? en;
}
