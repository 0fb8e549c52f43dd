const photos = (n: number, count: string) => (n === 1 ? '1 photo' : `${count} photos`);

/** The words of what comes after publishing, and of the way out of this laptop. */
export const publishedEn = {
  published: {
    title: 'For the guests',
    takeBack: 'Take back',
    restore: 'Restore',
    feature: 'Feature',
    unfeature: 'Featured',
    caption: 'Caption',
    captionHint: 'Shown with the photo',
    tags: 'Tags',
    tagHint: 'A word, then Enter',
    removeTag: (tag: string) => `Remove the tag ${tag}`,
    gone: (gone: string, screens: string) => `Gone from ${gone} of ${screens} screens`,
    goneFromNone: 'Nobody had the gallery open.',
    takingBack: 'Is taken back as soon as the relay can be reached. Until then guests can see it.',
    restoring: 'Comes back as soon as the relay can be reached.',
    waiting: 'The relay is told as soon as it can be reached.',
  },
  uplink: {
    title: 'Uplink',
    idle: 'Idle',
    paused: 'Paused',
    pause: 'Pause',
    goOn: 'Go on sending',
    change: 'Change how photos go out',
    order: 'First',
    newest: 'The newest',
    oldest: 'The oldest',
    cap: 'At most',
    noCap: 'As fast as the line',
    metered: 'Save data: large pictures follow later',
    originals: 'Originals',
    originalsNever: 'Stay here',
    originalsNight: 'Follow at night',
    originalsAlways: 'Follow when all is out',
    originalsState: (brought: string, all: string) => `${brought} of ${all} originals are there`,
    originalsFailed: (count: string) => `${count} cannot be sent: their files are gone`,
    backlog: (n: number, count: string, amount: string) => `${photos(n, count)}, ${amount} to go`,
    backlogBytes: (amount: string) => `${amount} of large pictures to go`,
    left: (time: string) => `about ${time}`,
  },
  outbox: {
    offline: (n: number, count: string, amount: string) =>
      `Offline: ${photos(n, count)}, ${amount} behind.`,
    paused: (n: number, count: string, amount: string) =>
      `Paused: ${photos(n, count)}, ${amount} wait here.`,
    after: (time: string) => `That takes ${time} at the last rate.`,
  },
};
