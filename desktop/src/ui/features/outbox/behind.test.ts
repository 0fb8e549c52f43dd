import { expect, test } from 'vitest';
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
