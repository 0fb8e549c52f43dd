import { isIP } from 'node:net';
import * as z from 'zod/mini';

/** How the relay takes part in what stands before it: reverse proxies and caches. */
export interface FrontConfig {
  /** Addresses whose X-Forwarded-For is believed; empty where guests connect directly. */
  trustProxy: string[];
  /** Where a cache is told that a picture is gone; null where there is none to tell. */
  purge: PurgeConfig | null;
}

export interface PurgeConfig {
  /** Holds `{path}` (`/media/…`) or `{encodedPath}` (the same, percent-encoded). */
  url: string;
  method: 'PURGE' | 'GET' | 'POST' | 'DELETE';
  /** Sent as bearer token; null for none. */
  token: string | null;
}

/** Names that proxy-addr knows (https://www.npmjs.com/package/proxy-addr). */
const NETWORKS = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** Whether one entry of a list of networks is one. */
export function isNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/');
  if (bits === undefined) return NETWORKS.has(text) || isIP(address) !== 0;
  const most = isIP(address) === 6 ? 128 : 32;
  return isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}

export const networks = (list: string): string[] => list.split(',').map((entry) => entry.trim());

export const frontEnvironment = {
  TRUST_PROXY: z.optional(
    z.string().check(z.refine((list: string) => networks(list).every(isNetwork))),
  ),
  MEDIA_PURGE_URL: z.optional(
    z.string().check(z.regex(/^https?:\/\/\S*\{(path|encodedPath)\}\S*$/)),
  ),
  MEDIA_PURGE_METHOD: z.prefault(z.enum(['PURGE', 'GET', 'POST', 'DELETE']), 'PURGE'),
  MEDIA_PURGE_TOKEN: z.optional(z.string().check(z.regex(/^[\x21-\x7e]{1,1024}$/))),
};

export const frontExpectations: Record<keyof typeof frontEnvironment, string> = {
  TRUST_PROXY:
    'addresses or networks of proxies with commas between them, such as 10.0.0.0/8,127.0.0.1, or loopback, linklocal, uniquelocal',
  MEDIA_PURGE_URL: 'an http address that holds {path} or {encodedPath}',
  MEDIA_PURGE_METHOD: 'one of PURGE, GET, POST, DELETE',
  MEDIA_PURGE_TOKEN: 'a token without spaces',
};

const Settings = z.object(frontEnvironment);

export function frontConfig(settings: z.infer<typeof Settings>): FrontConfig {
  const url = settings.MEDIA_PURGE_URL;
  return {
    trustProxy: settings.TRUST_PROXY === undefined ? [] : networks(settings.TRUST_PROXY),
    purge:
      url === undefined
        ? null
        : { url, method: settings.MEDIA_PURGE_METHOD, token: settings.MEDIA_PURGE_TOKEN ?? null },
  };
}
