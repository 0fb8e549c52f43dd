import { isIPv6 } from 'node:net';
import { PictureLiveError } from '@picture-live/shared/errors';
import { LruCache } from '../memory/lru-cache.ts';
import { TokenBucket } from '../memory/token-bucket.ts';
import type { App } from './app-type.ts';

/**
 * A whole venue comes from one address: five hundred phones opening the gallery at once are guests,
 * not an attack. The limit only keeps one address from keeping the database to itself. Pictures and
 * page assets are not counted: serving them from memory costs less than counting.
 */
export const PER_ADDRESS = { burst: 6_000, perSecond: 600 };
const MAX_ADDRESSES = 10_000;

/** Own code instead of a plugin: twenty lines, bounded, and without headers on every reply. */
export function limitRate(app: App, size = PER_ADDRESS): void {
  const buckets = new LruCache<TokenBucket>(MAX_ADDRESSES);
  app.addHook('onRequest', async (request) => {
    const now = performance.now();
    const key = networkOf(request.ip);
    let bucket = buckets.get(key);
    if (bucket === undefined) {
      bucket = new TokenBucket(size, now);
      buckets.set(key, bucket);
    }
    if (!bucket.take(now)) throw new PictureLiveError('rate_limited');
  });
}

/** An IPv6 customer owns a /64 at least; counting single addresses would count nothing. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip) || ip.startsWith('::ffff:')) return ip;
  const [head = '', tail = ''] = ip.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}
