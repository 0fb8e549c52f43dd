import { isIPv4 } from 'node:net';

const MAPPED = '::ffff:';

/**
 * An address without the part that tells one household from the next: the last number of an IPv4
 * address, all but the first 48 bits of an IPv6 one. It still says "another town" or "the same
 * venue", which is what somebody who reads the log wants to know.
 *
 * @param address an IP address, or the front of one as `networkOf` leaves it.
 */
export function shortNetwork(address: string): string {
  const plain = address.startsWith(MAPPED) ? address.slice(MAPPED.length) : address;
  if (isIPv4(plain)) return `${plain.slice(0, plain.lastIndexOf('.'))}.0/24`;
  const [head = ''] = plain.split('::');
  const groups = head === '' ? [] : head.split(':');
  const front = [...groups, '0', '0', '0'].slice(0, 3).map((group) => Number.parseInt(group, 16));
  return `${front.map((group) => group.toString(16)).join(':')}::/48`;
}
