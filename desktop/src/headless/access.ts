import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import os from 'node:os';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];
const COOKIE_SECONDS = 30 * 24 * 60 * 60;

/**
 * `foreign`: asked under a name that is not this machine's (a page elsewhere whose name was made
 * to point here), or by another site's page. `no_token`: not signed in.
 */
export type Verdict = 'granted' | 'no_token' | 'foreign';

/** Who may use the tether UI. */
export interface Access {
  judge(request: IncomingMessage): Verdict;
  /** Whether this is the token, as it comes in the address of the first visit. */
  accepts(token: string): boolean;
  /** `Set-Cookie` that signs a browser in. */
  readonly cookie: string;
}

/**
 * The token arrives once, in the address the photographer opens, and then lives on in a cookie:
 * pictures are loaded by `<img>`, which can send no header. Scripts may send the token itself as
 * `Authorization: Bearer`.
 *
 * Ports of one host share cookies. So the port is in the cookie's name, its value is derived from
 * the token and says nothing about it, and what changes something (POST, WebSocket) also needs our
 * own `Origin`, which every browser sends with those and no page can forge.
 */
export function createAccess(token: string, boundHost: string, port: number): Access {
  const cookieName = `picture-live-tether-${port}`;
  const ticket = createHmac('sha256', token).update('tether cookie').digest('hex');

  return {
    judge: (request) => {
      const { host = '', origin, authorization = '' } = request.headers;
      if (!namesOf(boundHost).includes(host.replace(/:\d+$/, '').toLowerCase())) return 'foreign';
      if (origin !== undefined && origin !== `http://${host}`) return 'foreign';
      if (isSame(/^Bearer (.+)$/.exec(authorization)?.[1], token)) return 'granted';
      if (!isSame(cookieOf(request, cookieName), ticket)) return 'no_token';
      return onlyReads(request) || origin !== undefined ? 'granted' : 'foreign';
    },
    accepts: (word) => isSame(word, token),
    cookie: `${cookieName}=${ticket}; Path=/; Max-Age=${COOKIE_SECONDS}; HttpOnly; SameSite=Strict`,
  };
}

/**
 * What this machine is called where it listens: its own addresses cannot be a foreign page's name,
 * nor can a name that only its network knows. They change with the network.
 */
function namesOf(boundHost: string): string[] {
  if (LOOPBACK_NAMES.includes(boundHost)) return LOOPBACK_NAMES;
  const hostname = os.hostname().toLowerCase();
  const everywhere = boundHost === '0.0.0.0' || boundHost === '::';
  const interfaces = Object.values(os.networkInterfaces()).flatMap((list) => list ?? []);
  const addresses = everywhere ? interfaces.map(({ address }) => address) : [boundHost];
  const inUrl = addresses.map((address) => (isIP(address) === 6 ? `[${address}]` : address));
  return [...LOOPBACK_NAMES, hostname, `${hostname}.local`, ...inUrl];
}

function onlyReads({ method, headers }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && headers.upgrade === undefined;
}

/** In constant time: digests are of equal length, whatever was sent. */
function isSame(given: string | undefined, expected: string): boolean {
  return given !== undefined && timingSafeEqual(digest(given), digest(expected));
}

function digest(word: string): Buffer {
  return createHash('sha256').update(word).digest();
}

function cookieOf(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split('; ');
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
