import { PictureLiveError } from '@picture-live/shared/errors';
import { LruCache } from '../../memory/lru-cache.ts';

/** Who guesses: the session whose code it is, and the network that the guess comes from. */
export interface CodeAttempt {
  sessionId: string;
  address: string;
}

/**
 * Slows the guessing of access codes down. In memory for one instance; the same calls on Redis
 * serve many. Attempts count as failed from their start: a thousand at once gain nothing.
 */
export interface CodeAttempts {
  /** Milliseconds to wait before the next attempt is looked at; 0 when this one may go on. */
  begin: (attempt: CodeAttempt) => Promise<number>;
  /** The code was right: the attempt does not count, and makes up for a mistake of a neighbour. */
  succeeded: (attempt: CodeAttempt) => Promise<void>;
}

/**
 * A venue is one address, and people mistype: this many mistakes cost nothing, one is forgotten
 * every few seconds, and every guest who gets in makes up for one.
 */
export const FREE_MISTAKES = 40;
export const FORGET_ONE_MS = 15_000;
export const FIRST_MS = 250;
/**
 * Even while somebody guesses from the hall's own network the others wait no longer than this; the
 * guesser has some 17,000 tries a day for a million codes of six digits, and the link besides.
 */
export const LONGEST_MS = 5_000;
const MAX_KEPT = 20_000;
/** Above this the delay is the longest anyhow. */
export const MOST_COUNTED = FREE_MISTAKES + 20;

interface Mistakes {
  count: number;
  lastAt: number;
}

/** @param now epoch milliseconds. */
export function codeAttemptsInMemory(now: () => number): CodeAttempts {
  const kept = new LruCache<Mistakes>(MAX_KEPT);
  const keyOf = ({ sessionId, address }: CodeAttempt): string => `${sessionId} ${address}`;
  const read = (key: string): Mistakes => {
    const { count, lastAt } = kept.get(key) ?? { count: 0, lastAt: 0 };
    const forgotten = Math.floor((now() - lastAt) / FORGET_ONE_MS);
    return { count: Math.max(0, count - forgotten), lastAt };
  };
  return {
    begin: async (attempt) => {
      const key = keyOf(attempt);
      const mistakes = read(key);
      const wait = mistakes.lastAt + delayAfter(mistakes.count) - now();
      if (wait > 0) return wait;
      kept.set(key, { count: Math.min(MOST_COUNTED, mistakes.count + 1), lastAt: now() });
      return 0;
    },
    succeeded: async (attempt) => {
      const key = keyOf(attempt);
      const { count, lastAt } = read(key);
      if (count <= 2) kept.delete(key);
      else kept.set(key, { count: count - 2, lastAt });
    },
  };
}

function delayAfter(mistakes: number): number {
  if (mistakes < FREE_MISTAKES) return 0;
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** (mistakes - FREE_MISTAKES));
}

/**
 * Lets one attempt begin.
 *
 * @throws PictureLiveError `rate_limited` with `retryAfter` in seconds.
 */
export async function beginCodeAttempt(
  attempts: CodeAttempts,
  attempt: CodeAttempt,
): Promise<void> {
  const waitMs = await attempts.begin(attempt);
  if (waitMs === 0) return;
  const details = { retryAfter: Math.ceil(waitMs / 1000) };
  throw new PictureLiveError('rate_limited', 'Too many wrong codes: wait.', { details });
}
