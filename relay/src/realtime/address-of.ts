import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { networkOf } from '../http/rate-limit.ts';

/** Names as Fastify's `trustProxy` knows them (https://www.npmjs.com/package/proxy-addr). */
const NAMED: Record<string, string[]> = {
  loopback: ['127.0.0.1/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/** Tells which network a handshake comes from, as Fastify does for requests. */
export type AddressReader = (request: {
  headers: IncomingMessage['headers'];
  socket: Pick<IncomingMessage['socket'], 'remoteAddress'>;
}) => string;

/** @param trusted proxies whose X-Forwarded-For is believed; see config/front.ts. */
export function addressReader(trusted: readonly string[]): AddressReader {
  const proxies = new BlockList();
  for (const network of trusted.flatMap((name) => NAMED[name] ?? [name])) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    proxies.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  const isProxy = (address: string): boolean =>
    isIP(address) !== 0 && proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return ({ headers, socket }) => {
    const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
    const way = [...forwarded, socket.remoteAddress ?? ''].map((hop) =>
      hop.trim().replace(/^::ffff:(?=\d+\.)/, ''),
    );
    // From our end: what the first hop that we do not trust says of those before it counts nothing.
    const client = way.findLast((hop) => hop !== '' && !isProxy(hop)) ?? way.at(-1) ?? '';
    return networkOf(client);
  };
}
