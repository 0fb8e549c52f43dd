import { BlockList, isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** As proxy-addr has them (https://www.npmjs.com/package/proxy-addr). */
const NAMED: Record<string, readonly string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const;
const MAPPED = '::ffff:';

/**
 * Whether a request comes from one of these networks itself. One that was forwarded does not: a
 * proxy has an address in the house and its guests have not.
 *
 * @param networks addresses, networks, or the names above, as the settings check them.
 */
export function fromNetworks(networks: readonly string[]): (request: FastifyRequest) => boolean {
  const list = new BlockList();
  for (const network of networks.flatMap((one) => NAMED[one] ?? [one])) {
    const [address = '', bits] = network.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return ({ headers, socket }) => {
    if (FORWARDED.some((name) => headers[name] !== undefined)) return false;
    const given = socket.remoteAddress ?? '';
    const address = given.startsWith(MAPPED) ? given.slice(MAPPED.length) : given;
    return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  };
}
