import { describe, expect, it, test } from 'vitest';
import type { DestinationView, PlaceView } from '../../../bridge/destinations.ts';
import { chooseLanguage } from '../../app/words/index.ts';
import { factsOf, namesOf, placeOf, standingOf, uneven } from './destination.ts';

const { words, format } = chooseLanguage(['en']);

const VENUE: DestinationView = {
  id: 'venue',
  title: 'Anna & Li',
  galleryUrl: 'http://192.168.1.24:3001/g/anna-li',
  relayUrl: 'http://127.0.0.1:3001',
  main: true,
  state: 'online',
  since: 0,
  message: null,
  viewers: null,
  live: 40,
  backlog: { photos: 0, bytes: 0 },
  secondsLeft: null,
  telling: 0,
  uplinkBytesPerSecond: 0,
  latency: null,
};
const CLOUD: DestinationView = {
  ...VENUE,
  id: 'cloud',
  relayUrl: 'https://photos.example',
  main: false,
};
const AWAY: DestinationView = {
  ...CLOUD,
  state: 'offline',
  backlog: { photos: 37, bytes: 48e6 },
  secondsLeft: 60,
};

const facts = (told: Partial<DestinationView>) =>
  factsOf({ ...CLOUD, ...told }, words.destinations, format);

describe('a destination', () => {
  it('is called after its relay, and this laptop is called so', () => {
    expect([...namesOf([VENUE, CLOUD], words.destinations).values()]).toEqual([
      'This laptop',
      'photos.example',
    ]);
  });

  it('is told apart from another one of the same computer or relay', () => {
    const port = { ...CLOUD, relayUrl: 'http://127.0.0.1:4001' };
    expect([...namesOf([VENUE, port], words.destinations).values()]).toEqual([
      'This laptop :3001',
      'This laptop :4001',
    ]);
    const session = { ...CLOUD, relayUrl: VENUE.relayUrl, title: 'Party' };
    expect([...namesOf([VENUE, session], words.destinations).values()]).toEqual([
      'This laptop (Anna & Li)',
      'This laptop (Party)',
    ]);
  });

  it('says that all is there, how long that took, and who looks', () => {
    expect(facts({ viewers: 86, latency: { p50: 420, p95: 900, samples: 9 } })).toEqual([
      'Everything is there',
      '0.42 s until live',
      '86 viewers',
    ]);
  });

  it('says how far behind it is, and until when', () => {
    const behind = { backlog: AWAY.backlog, secondsLeft: 60 };
    expect(facts(behind)).toEqual(['37 photos, 48 MB to go', 'about 1 min 00 s']);
    const [since, ...rest] = facts({ ...behind, state: 'offline' });
    expect(since).toMatch(/^Offline since \d\d:\d\d$/);
    expect(rest).toEqual(['37 photos, 48 MB to go', '1 min 00 s once it is back']);
  });

  it('says that it has still to be told something', () => {
    expect(facts({ telling: 2 })).toEqual(['2 changes still to tell']);
    expect(facts({ backlog: { photos: 0, bytes: 2e6 } })).toEqual(['2 MB to go']);
  });

  it.each<[string, Partial<DestinationView>, string]>([
    ['has everything', {}, 'live'],
    ['catches up', { backlog: { photos: 1, bytes: 1 } }, 'uploading'],
    ['has still to be told something', { telling: 1 }, 'uploading'],
    ['is away', { state: 'offline' }, 'queued'],
    ['is being looked for', { state: 'connecting' }, 'queued'],
  ])('that %s has a mark of its own', (_what, told, expected) => {
    expect(standingOf({ ...CLOUD, ...told })).toBe(expected);
  });

  it('that is away is told from one that only catches up', () => {
    const late = { ...CLOUD, backlog: AWAY.backlog };
    expect(uneven({ destinations: [VENUE, AWAY] })).toEqual({
      away: [AWAY],
      working: [VENUE],
      behind: [],
    });
    expect(uneven({ destinations: [VENUE, late] }).behind).toEqual([late]);
    expect(uneven({})).toEqual({ away: [], working: [], behind: [] });
  });
});

const THERE: PlaceView = {
  destination: 'cloud',
  published: 1,
  painted: null,
  outbox: null,
  telling: false,
};
const AWAITED: PlaceView = { ...THERE, published: null, outbox: 'waiting' };
const NEVER: PlaceView = { ...THERE, published: null };

test.each([
  ['live', THERE, 'live'],
  ['live', AWAITED, 'queued'],
  ['live', { ...AWAITED, outbox: 'refused' as const }, 'failed'],
  ['queued', { ...THERE, outbox: 'waiting' as const }, 'queued'],
  ['retracted', THERE, 'retracted'],
  ['retracted', { ...THERE, telling: true }, 'takingBack'],
  ['retracted', NEVER, 'never'],
  ['held', NEVER, null],
] as const)('a shot that is %s is there as it is (%#)', (state, place, expected) => {
  expect(placeOf({ state }, place)).toBe(expected);
});
