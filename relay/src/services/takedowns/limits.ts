import { PictureLiveError } from '@picture-live/shared/errors';
import { LruCache } from '../../memory/lru-cache.ts';
import { TokenBucket } from '../../memory/token-bucket.ts';

/**
 * How fast requests may come. A person has a handful of photos of themselves to ask about, a venue
 * of hundreds has one address: the first limit is a person's, the second is far above anything a
 * party does and far below what a script does. What each of them may *hide* is another matter; see
 * storm.ts.
 */
const PER_PERSON = { burst: 12, perSecond: 1 / 20 };
const PER_ADDRESS = { burst: 80, perSecond: 1 / 3 };
const MAX_KEPT = 20_000;

/** In memory for one instance: each further one lets as much through again, which is still little. */
export interface TakedownLimits {
  /** @throws PictureLiveError `rate_limited`. */
  take: (who: { sessionId: string; asker: string; address: string }) => void;
}

export function takedownLimits(): TakedownLimits {
  const people = new LruCache<TokenBucket>(MAX_KEPT);
  const addresses = new LruCache<TokenBucket>(MAX_KEPT);
  const take = (buckets: LruCache<TokenBucket>, key: string, size: typeof PER_PERSON): void => {
    const now = performance.now();
    const bucket = buckets.get(key) ?? new TokenBucket(size, now);
    buckets.set(key, bucket);
    if (bucket.take(now)) return;
    const details = { retryAfter: Math.ceil(1 / size.perSecond) };
    throw new PictureLiveError('rate_limited', 'Too many requests to remove photos: wait.', {
      details,
    });
  };
  return {
    take: ({ sessionId, asker, address }) => {
      take(people, `${sessionId} ${asker}`, PER_PERSON);
      take(addresses, `${sessionId} ${address}`, PER_ADDRESS);
    },
  };
}
