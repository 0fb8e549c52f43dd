import { PictureLiveError } from '@picture-live/shared/errors';
import { LruCache } from '../../memory/lru-cache.ts';

/** Who guesses: the account it is about (an e-mail address, say), and the network it comes from. */
export interface Attempt {
  account: string;
  address: string;
}

/**
 * Slows guessing down. In memory for one instance; the same calls on Redis serve many.
 * Attempts count as failed from their start: a thousand at once gain nothing.
 */
export interface LoginDelays {
  /** Milliseconds to wait before the next attempt is looked at; 0 when this one may go on. */
  begin: (attempt: Attempt) => Promise<number>;
  /** The attempt was right: it does not count, and the account starts afresh. */
  succeeded: (attempt: Attempt) => Promise<void>;
}

interface Limit {
  /** Failures that cost nothing. */
  free: number;
  firstMs: number;
  capMs: number;
}

/** People mistype; a program that guesses gets one try a minute. */
export const ACCOUNT_LIMIT: Limit = { free: 5, firstMs: 1_000, capMs: 60_000 };
/**
 * A whole venue is one address, so this one is generous, and it slows down only accounts that have
 * failed themselves: whoever knows the password gets in whatever the neighbours do.
 */
export const ADDRESS_LIMIT: Limit = { free: 100, firstMs: 1_000, capMs: 60_000 };

/** Without a failure for this long everything is forgotten. */
export const FORGET_MS = 15 * 60_000;
const MAX_KEPT = 20_000;

interface Failures {
  count: number;
  lastAt: number;
}

/** @param now epoch milliseconds. */
export function loginDelaysInMemory(now: () => number): LoginDelays {
  const accounts = new LruCache<Failures>(MAX_KEPT);
  const addresses = new LruCache<Failures>(MAX_KEPT);
  const read = (kept: LruCache<Failures>, key: string): Failures => {
    const found = kept.get(key);
    return found === undefined || now() - found.lastAt >= FORGET_MS
      ? { count: 0, lastAt: 0 }
      : found;
  };
  return {
    begin: async ({ account, address }) => {
      const ofAccount = read(accounts, account);
      const ofAddress = read(addresses, address);
      const wait = Math.max(
        remaining(ofAccount, ACCOUNT_LIMIT, now()),
        ofAccount.count > 0 ? remaining(ofAddress, ADDRESS_LIMIT, now()) : 0,
      );
      if (wait > 0) return wait;
      accounts.set(account, { count: ofAccount.count + 1, lastAt: now() });
      addresses.set(address, { count: ofAddress.count + 1, lastAt: now() });
      return 0;
    },
    succeeded: async ({ account, address }) => {
      accounts.delete(account);
      const { count, lastAt } = read(addresses, address);
      if (count > 0) addresses.set(address, { count: count - 1, lastAt });
    },
  };
}

/**
 * Lets one attempt begin.
 *
 * @throws PictureLiveError `rate_limited` with `retryAfter` in seconds.
 */
export async function beginAttempt(delays: LoginDelays, attempt: Attempt): Promise<void> {
  const waitMs = await delays.begin(attempt);
  if (waitMs === 0) return;
  const details = { retryAfter: Math.ceil(waitMs / 1000) };
  throw new PictureLiveError('rate_limited', 'Too many failed attempts: wait.', { details });
}

/** How much of the delay after the last failure is left, in milliseconds. */
function remaining({ count, lastAt }: Failures, limit: Limit, now: number): number {
  if (count < limit.free) return 0;
  const delay = Math.min(limit.capMs, limit.firstMs * 2 ** Math.min(count - limit.free, 30));
  return Math.max(0, lastAt + delay - now);
}
