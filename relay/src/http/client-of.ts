import type { FastifyRequest } from 'fastify';
import type { Origin } from '../services/accounts/accounts.ts';
import { networkOf } from './rate-limit.ts';

/**
 * Where a request comes from. A client is known again by what it calls itself and not by its
 * address, which changes exactly when replies are lost: on the way from Wi-Fi to mobile network.
 */
export function originOf({ headers, ip }: FastifyRequest): Origin {
  return { client: headers['user-agent'] ?? '', address: networkOf(ip) };
}

const LOOPBACK = /^(::ffff:)?127\.|^::1$/;
const LOCAL_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const;

/**
 * Whether somebody on this computer asks: over its loopback, for it by name, and not through a
 * proxy or from a page of somebody else.
 */
export function isOnThisMachine({ headers, socket }: FastifyRequest): boolean {
  const { host, origin } = headers;
  if (!LOOPBACK.test(socket.remoteAddress ?? '') || !LOCAL_HOST.test(host ?? '')) return false;
  if (FORWARDED.some((name) => headers[name] !== undefined)) return false;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
