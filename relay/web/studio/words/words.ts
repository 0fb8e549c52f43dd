import { chooseWords } from '../../components/choose-words.ts';
import { en } from './languages/en.ts';
import { zhHans } from './languages/zh-hans.ts';

/** What the studio's frame says; each tab and page has words of its own beside it. */
export interface StudioWords {
  studio: string;
  navigation: string;
  sessions: string;
  skip: string;
  logOut: string;
  logOutHere: string;
  logOutEverywhere: string;
  loggedInAs: string;
  tryAgain: string;
  cancel: string;
  save: string;
  saved: string;
  back: string;
  partFailedTitle: string;
  partFailedText: string;
  unreachableTitle: string;
  unreachableText: string;
  notFoundTitle: string;
  notFoundText: string;
  toSessions: string;

  tabs: string;
  tabPhotos: string;
  tabAccess: string;
  tabLook: string;
  tabPeople: string;
  tabMessages: string;
  tabRequests: string;
  tabNumbers: string;
  tabLog: string;
  devices: string;
  account: string;

  roleOwner: string;
  rolePhotographer: string;
  roleModerator: string;

  live: string;
  polling: string;
  offline: string;
  viewers: (count: number) => string;
  photos: (count: number) => string;
  openGallery: string;
  /** The relay's own reasons, for people; others are said in general. */
  problems: Partial<Record<string, string>> & { general: string; relay_unreachable: string };
}

export const words: StudioWords = chooseWords({ en, 'zh-Hans': zhHans });
