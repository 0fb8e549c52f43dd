import { chooseWords } from '../../components/choose-words.ts';
import { en } from './words/en.ts';
import { zhHans } from './words/zh-hans.ts';

export interface SessionsWords {
  title: string;
  create: string;
  search: string;
  states: string;
  active: string;
  archived: string;
  bin: string;
  emptyTitle: string;
  emptyText: string;
  emptyArchive: string;
  emptyBin: string;
  nothingFound: (search: string) => string;
  failed: string;
  more: string;
  noPhotos: string;
  /** Beside their number. */
  openRequests: (count: number) => string;
  accessPublic: string;
  accessCode: string;
  accessMembers: string;
  ended: (when: string) => string;
  endsAt: (when: string) => string;
  actions: (title: string) => string;
  openGallery: string;
  copyLink: string;
  linkCopied: string;
  archive: string;
  archiveSaid: (title: string) => string;
  reopen: string;
  reopenSaid: (title: string) => string;
  remove: string;
  removeSaid: (title: string, until: string) => string;
  restore: string;
  restoreSaid: (title: string) => string;
  restorableUntil: (when: string) => string;
  /** What the relay will do by itself. */
  archivesOn: (day: string) => string;
  archivesHint: string;
  deletesOn: (day: string) => string;
  deletesHint: string;
  keep: string;
  keepSaid: (title: string) => string;
  letGo: string;
  letGoSaid: (title: string) => string;
  kept: string;

  newTitle: string;
  name: string;
  namePlaceholder: string;
  day: string;
  dayHint: string;
  who: string;
  publicHint: string;
  codeHint: string;
  membersHint: string;
  code: string;
  codeFieldHint: string;
  tooShort: string;
  createIt: string;
}

export const sessionsWords = chooseWords<SessionsWords>({ en, 'zh-Hans': zhHans });
