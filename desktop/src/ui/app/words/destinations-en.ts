const photos = (n: number, count: string) => (n === 1 ? '1 photo' : `${count} photos`);

/** The words of two destinations at once: a relay at the venue and one in the cloud. */
export const destinationsEn = {
  title: 'Where photos go',
  thisLaptop: 'This laptop',
  main: 'main',
  hint: 'A second relay gets the same photos, each by its own outbox: the one at the venue works without internet, and the one in the cloud catches up.',
  add: 'Deliver to a second relay…',
  pairAgain: 'Pair again…',
  remove: 'Remove',
  removeFrom: (name: string) => `Remove ${name}`,
  removed: (name: string) => `Photos go to ${name} no longer. What is there stays there.`,
  undo: 'Undo',
  ownRelay: 'The relay of this laptop',
  ownRelayHint: 'Guests in the same Wi-Fi see its gallery, with or without internet.',
  cancel: 'Cancel',
  setupTitle: 'Second destination',
  relayTitle: 'Which relay shall get the photos, too?',
  sessionTitle: 'Which session there?',

  upToDate: 'Everything is there',
  connecting: 'Connecting…',
  offline: (time: string) => `Offline since ${time}`,
  telling: (n: number, count: string) =>
    n === 1 ? '1 change still to tell' : `${count} changes still to tell`,
  behind: (n: number, count: string, amount: string) => `${photos(n, count)}, ${amount} to go`,
  bytesBehind: (amount: string) => `${amount} to go`,
  left: (time: string) => `about ${time}`,
  leftOnceBack: (time: string) => `${time} once it is back`,
  latency: (time: string) => `${time} until live`,
  viewers: (n: number, count: string) => (n === 1 ? '1 viewer' : `${count} viewers`),

  away: (name: string, n: number, count: string, other: string) =>
    n === 0
      ? `${other} is live. ${name} can’t be reached: photos follow there by themselves.`
      : `${other} is live. ${name} can’t be reached: ${photos(n, count)} ${n === 1 ? 'waits for it and follows by itself' : 'wait for it and follow by themselves'}.`,
  catchesUp: (name: string, n: number, count: string) =>
    `${photos(n, count)} on the way to ${name}`,
  offlineBehind: (name: string, n: number, count: string, amount: string) =>
    `${name} is offline: ${photos(n, count)}, ${amount} behind.`,

  places: {
    title: 'At which relay',
    live: 'Live',
    queued: 'Waiting to go there',
    failed: 'Refused there',
    retracted: 'Taken back',
    takingBack: 'Still to be taken back there',
    never: 'Was never there',
  },
  tellingTo: (names: string) => `${names} is told as soon as it can be reached.`,
  takingBackAt: (names: string) =>
    `Is taken back at ${names} as soon as it can be reached. Until then guests there can see it.`,
  gallery: 'Which gallery',
};

export type DestinationWords = typeof destinationsEn;
