import { expect, test } from 'vitest';
import type { DestinationView } from '../../../bridge/destinations.ts';
import { sampleStatus } from '../../../bridge/testing/samples.ts';
import { DEFAULT_UPLINK } from '../../../bridge/uplink.ts';
import { behindOf } from './behind.ts';

const backlog = { photos: 37, bytes: 48e6 };
const online = sampleStatus().relay;
const away = { ...online, state: 'offline' as const };
const running = { settings: DEFAULT_UPLINK, backlog, secondsLeft: 60 };
const paused = { ...running, settings: { ...DEFAULT_UPLINK, paused: true } };
const behind = { ...backlog, secondsLeft: 60 };

test.each([
  ['away', { relay: away, uplink: running }, { why: 'offline', ...behind }],
  ['paused', { relay: online, uplink: paused }, { why: 'paused', ...behind }],
  ['away and paused', { relay: away, uplink: paused }, { why: 'offline', ...behind }],
  ['fine', { relay: online, uplink: running }, null],
  ['away with nothing to send', { relay: away }, null],
])('says how far behind it is when the line is %s', (_how, told, expected) => {
  expect(behindOf(sampleStatus(told))).toEqual(expected);
});

test('says which of two destinations is behind, and nothing while both catch up', () => {
  const far: DestinationView = {
    ...away,
    id: 'cloud',
    title: 'Anna & Li',
    galleryUrl: 'https://photos.example/g/anna-li',
    relayUrl: 'https://photos.example',
    main: false,
    live: 3,
    backlog,
    secondsLeft: 90,
    telling: 0,
    uplinkBytesPerSecond: 0,
    latency: null,
  };
  const here = { ...far, id: 'venue', main: true, state: 'online' as const };
  const none = { photos: 0, bytes: 0 };
  const status = (destinations: DestinationView[]) =>
    sampleStatus({ relay: online, uplink: running, destinations });
  expect(behindOf(status([{ ...here, backlog: none }, far]))).toEqual({
    why: 'offline',
    at: 'cloud',
    ...backlog,
    secondsLeft: 90,
  });
  expect(behindOf(status([here, { ...far, state: 'online' }]))).toBeNull();
});
