import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { addressReader } from './address-of.ts';

const read = (trusted: string[], remoteAddress: string, forwarded?: string): string => {
  const socket: Pick<Socket, 'remoteAddress'> = { remoteAddress };
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return addressReader(trusted)({ headers, socket });
};

test.each([
  ['without a proxy nobody is believed', [], '192.0.2.7', '198.51.100.1', '192.0.2.7'],
  ['the proxy says who it is', ['loopback'], '::ffff:127.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['of two proxies in a row the first', ['10.0.0.0/8'], '10.0.0.2', '1.2.3.4, 10.0.0.9', '1.2.3.4'],
  ['a guest who invents hops', ['10.0.0.2'], '10.0.0.2', '9.9.9.9, 198.51.100.1', '198.51.100.1'],
  ['a phone with IPv6 is its network', ['::1'], '::1', '2001:db8:1:2:3::4', '2001:db8:1:2'],
  ['a proxy that says nothing', ['loopback'], '127.0.0.1', undefined, '127.0.0.1'],
])('%s', (_what, trusted, remote, forwarded, expected) => {
  expect(read(trusted, remote, forwarded)).toBe(expected);
});
