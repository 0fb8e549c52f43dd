import type { HistoryEvent } from '../../../bridge/ledger-calls.ts';
import type { ShotState } from '../../../bridge/contract.ts';

const kinds: Record<Exclude<HistoryEvent['kind'], 'state'>, string> = {
  seen: 'Seen',
  joined: 'This file is the same shot',
  complete: 'File complete',
  rendered: 'Developed',
  proven: 'Metadata proven',
  stored: 'At the relay',
  published: 'Live',
  completed: 'Full size at the relay',
  painted: 'On a phone',
  attempt: 'Did not go out, is tried again',
  remark: 'A newer version of the file has a problem',
  rated: 'Rated',
  featured: 'Featured',
  described: 'Caption',
  tagged: 'Tags',
  granted: 'The relay has carried it out',
  forgotten: 'Gone before it was a picture: cleared away or renamed',
};

/** Where a change of state reads otherwise than the state itself. */
const states: Partial<Record<ShotState, string>> = {
  arriving: 'Looked at again',
  rendering: 'Being developed',
  queued: 'Into the outbox',
  live: 'Live again',
  failed: 'Failed',
};

const who: Record<NonNullable<HistoryEvent['who']>, string> = {
  person: 'by you',
  delay: 'its delay was over',
  stars: 'enough stars',
};

/** Words about what the ledger knows: histories of files. */
export const ledgerEn = {
  history: {
    button: 'Find a file',
    ofShot: 'History',
    title: 'What happened to a file',
    search: 'Part of a file name',
    none: 'No file with this in its name was seen in this session.',
    more: (count: string) => `Only the newest ${count} are listed.`,
    nothing: 'No shot is looked at. Type a part of a file name.',
    gone: 'Gone',
    back: 'All files found',
    times: (count: string, until: string) => `${count} times, the last at ${until}`,
    version: (count: string) => `version ${count}`,
    notFeatured: 'No longer featured',
    stars: (count: string) => (count === '1' ? '1 star' : `${count} stars`),
    kinds,
    states,
    who,
  },
  gaps: {
    title: 'Missing numbers',
    between: (after: string, before: string) => `between ${after} and ${before}`,
    body: (camera: string, time: string) => `${camera} · ${time}`,
    settle: 'Not missing',
    settled: (numbers: string) => `${numbers}: not missing`,
    undo: 'Undo',
    more: (count: string) => `and ${count} more, earlier`,
  },
  numbers: {
    button: 'Numbers',
    title: 'How it goes',
    stretch: 'How far back',
    hours: (hours: number) => (hours === 1 ? 'Last hour' : `Last ${hours} hours`),
    viewersNow: (n: number | null): string => (n === 1 ? 'viewer now' : 'viewers now'),
    viewers: 'Viewers',
    likes: 'Likes',
    downloads: 'Downloads',
    inAll: (count: string) => `${count} in all`,
    photos: 'Photos per minute',
    published: 'Latency to the relay',
    painted: 'Latency to a phone',
    uplink: 'Uplink',
    between: ' · ',
    unknown: '–',
    nothing: 'Nothing measured in this time.',
    now: 'now',
  },
  notices: { offer: 'Notify me when I am needed' },
};

export type LedgerWords = typeof ledgerEn;
