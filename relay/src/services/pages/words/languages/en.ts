import type { PageWords } from '../page-words.ts';

export const words: PageWords = {
  notices: {
    unknownGallery: {
      title: 'This gallery is not here',
      text: 'Check the link, or scan the code again.',
    },
    galleryEnded: { title: 'This gallery has ended', text: 'Ask whoever gave you the link.' },
    notBuilt: {
      title: 'The gallery page is not built yet',
      text: 'Pictures are received all the same. Run “npm run build” on this machine and start again; “npm start” does both.',
    },
    home: {
      title: 'Picture Live',
      text: 'Open the link or scan the code you were given to see the pictures.',
    },
    notFound: {
      title: 'There is nothing here',
      text: 'Open the link or scan the code you were given.',
    },
  },
  code: {
    title: 'This gallery opens with a code',
    text: 'You find it where you found the link.',
    label: 'Access code',
    open: 'Open',
    wrong: 'This code is not right. Try again.',
    too_fast: 'Too many tries from here. Wait a few seconds and try again.',
  },
};
