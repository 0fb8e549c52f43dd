import { chooseWords } from '../../components/choose-words.ts';
import { en } from './words/en.ts';
import { zhHans } from './words/zh-hans.ts';

export interface AccessWords {
  linkTitle: string;
  link: string;
  linkText: string;
  membersLinkText: string;
  copyLink: string;
  share: string;
  qr: string;
  qrTitle: string;
  qrLabel: string;
  qrText: string;
  saveQr: string;
  changeLink: string;
  changeLinkText: string;
  newLink: string;
  newLinkHint: string;
  newLinkWrong: string;
  linkChanged: string;

  whoTitle: string;
  who: string;
  public: string;
  publicHint: string;
  code: string;
  codeHint: string;
  members: string;
  membersHint: string;
  nowPublic: string;
  nowCode: string;
  nowMembers: string;

  codeTitle: string;
  codeIs: string;
  codeUnknown: string;
  codeKeep: string;
  copyCode: string;
  newCode: string;
  newCodeTitle: string;
  newCodeText: string;
  newCodeLabel: string;
  codeFieldHint: string;
  tooShort: string;
  setCode: string;
  codeSet: string;

  mayTitle: string;
  download: string;
  downloadHint: string;
  originals: string;
  originalsHint: string;
  likes: string;
  likesHint: string;
  comments: string;
  commentsHint: string;
  guestUploads: string;
  guestUploadsHint: string;
  turnedOn: (what: string) => string;
  turnedOff: (what: string) => string;

  whenTitle: string;
  starts: string;
  ends: string;
  datesHint: string;
  endsBeforeStart: string;
  datesChanged: string;
  expiry: string;
  never: string;
  neverHint: string;
  onDay: string;
  onDayHint: string;
  expiresAt: string;
  expiryChanged: string;
  isOver: string;
}

export const accessWords = chooseWords<AccessWords>({ en, 'zh-Hans': zhHans });
