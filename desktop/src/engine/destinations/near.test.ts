import { describe, expect, it, test } from 'vitest';
import { DEFAULT_UPLINK, type UplinkSettings } from '../../bridge/uplink.ts';
import { createUplink } from '../deliver/uplink.ts';
import { isNear, lineTo } from './near.ts';

test.each([
  ['http://127.0.0.1:3001', true],
  ['http://localhost:3001', true],
  ['http://192.168.1.20:3001', true],
  ['http://172.20.0.4', true],
  ['http://10.0.0.2:3001', true],
  ['http://mini-pc.local:3001', true],
  ['https://photos.example', false],
  ['http://172.32.0.4', false],
  ['http://203.0.113.9:3001', false],
])('%s lies in the local network: %s', (url, expected) => {
  expect(isNear(url)).toBe(expected);
});

describe('the line to the relay at the venue', () => {
  const SLOW: UplinkSettings = { ...DEFAULT_UPLINK, cap: 64_000, metered: true, paused: true };
  const uplink = createUplink(() => SLOW);
  const { signal } = new AbortController();

  it('is not capped and not metered beside a relay in the internet; a pause holds everywhere', () => {
    const line = lineTo(uplink, () => true);
    expect(line.settings()).toEqual({ ...SLOW, cap: null, metered: false });
    expect(line.pacing(signal)).toBeNull();
  });

  it('is like any other where it is the only one', () => {
    const line = lineTo(uplink, () => false);
    expect(line.settings()).toEqual(SLOW);
    expect(line.pacing(signal)).not.toBeNull();
  });
});
