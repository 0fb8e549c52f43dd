import type { FindWords } from './find-words.ts';
import type { GiveWords } from './give-words.ts';
import type { PhotoWords } from './photo-words.ts';
import type { TakeWords } from './take-words.ts';

/** Everything the gallery says. A language is a file in `languages/` that exports one of these. */
export interface Words {
  find: FindWords;
  take: TakeWords;
  give: GiveWords;
  photo: PhotoWords;
  /** The page was opened without a network; `title` is the gallery’s, where it was seen before. */
  offlineTitle: string;
  offlineText: (title: string | null) => string;
  /** Beside the dot that says photos arrive by themselves. */
  live: string;
  photoCount: (count: number) => string;
  newPhotos: (count: number) => string;
  /** What a screen reader says of a photo; `time` is already in the guest's format. */
  photoTakenAt: (time: string) => string;
  emptyTitle: string;
  emptyText: string;
  offline: string;
  unreachable: string;
  /** The code was changed, or the time that it let in for is over. */
  codeNeeded: string;
  enterCode: string;
  ended: string;
  olderFailed: string;
  tryAgain: string;
  notFoundTitle: string;
  notFoundText: string;
  failedTitle: string;
  failedText: string;
  photoGone: string;
  /** The photo on the whole screen was taken back while it was looked at. */
  photoRemoved: string;
  close: string;
  previous: string;
  next: string;
  save: string;
  saving: string;
  /** The browser wants another tap before it may open the share sheet. */
  saveReady: string;
  saveFailed: string;
  share: string;
  linkCopied: string;
  /** Followed by the link, for copying by hand. */
  copyLink: string;
}
