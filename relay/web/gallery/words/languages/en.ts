import type { Words } from '../words.ts';

const number = new Intl.NumberFormat('en');

export const words: Words = {
  live: 'Live',
  photoCount: (count) => (count === 1 ? '1 photo' : `${number.format(count)} photos`),
  newPhotos: (count) => (count === 1 ? '1 new photo' : `${number.format(count)} new photos`),
  photoTakenAt: (time) => `Photo taken ${time}`,
  emptyTitle: 'Nothing here yet',
  emptyText: 'The first photo will appear here by itself.',
  offline: 'You’re offline. We’ll catch up when you’re back.',
  unreachable: 'The gallery can’t be reached right now. New photos will appear by themselves.',
  olderFailed: 'Older photos didn’t load.',
  tryAgain: 'Try again',
  notFoundTitle: 'This gallery isn’t here',
  notFoundText: 'Check the link, or scan the code again.',
  failedTitle: 'The gallery can’t be reached',
  failedText: 'It will open by itself as soon as there is a connection.',
  photoGone: 'That photo is no longer here.',
  photoRemoved: 'That photo has just been taken back.',
  close: 'Close',
  previous: 'Previous photo',
  next: 'Next photo',
  save: 'Save',
  saving: 'Saving…',
  saveReady: 'Ready. Tap Save once more.',
  saveFailed: 'The photo couldn’t be saved. Please try again.',
  share: 'Share',
  linkCopied: 'Link copied',
  copyLink: 'Copy this link:',
};
