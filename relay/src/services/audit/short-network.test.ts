import { expect, test } from 'vitest';
import { shortNetwork } from './short-network.ts';

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:aa:bb:1:2:3:4', '2001:db8:aa::/48'],
  ['2001:db8:aa:bb', '2001:db8:aa::/48'],
  ['2001:db8::1', '2001:db8:0::/48'],
  ['::1', '0:0:0::/48'],
  ['0:0:0:0', '0:0:0::/48'],
])('%s is kept as %s', (address, kept) => {
  expect(shortNetwork(address)).toBe(kept);
});
