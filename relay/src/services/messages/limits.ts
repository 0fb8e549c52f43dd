import { PictureLiveError } from '@picture-live/shared/errors';
import { LruCache } from '../../memory/lru-cache.ts';
import { TokenBucket } from '../../memory/token-bucket.ts';
import type { BucketSize } from '../../memory/token-bucket.ts';

/** Who writes (`name`: see access/name-of.ts), and where. */
export interface Writer {
  sessionId: string;
  name: string;
  /** A member: an announcement comes through however much the guests write. */
  team: boolean;
}

/**
 * Keeps one person, or all guests together, from drowning out a session. In memory for one instance;
 * the same calls on Redis serve many.
 */
export interface MessageLimits {
  /** Milliseconds to wait before the next message; 0 when this one may be sent. */
  take: (writer: Writer) => Promise<number>;
  /** Whether the others hear that this person is typing. */
  takeTyping: (writer: Writer) => boolean;
}

/** By person and by session and never by address: a venue is one address. */
export const PER_PERSON = { burst: 10, perSecond: 0.5 };
/** Whoever has a guest token for the asking may have many: so much is all that a page can show. */
export const PER_SESSION = { burst: 60, perSecond: 5 };
const TYPING_PER_PERSON = { burst: 2, perSecond: 0.5 };
/** Each is told to everybody in the session, and a page shows two or three of them. */
const TYPING_PER_SESSION = { burst: 6, perSecond: 3 };
const MAX_KEPT = 20_000;

/** @param now milliseconds of a clock that only goes forward. */
export function messageLimitsInMemory(now: () => number = () => performance.now()): MessageLimits {
  const people = buckets(PER_PERSON, now);
  const sessions = buckets(PER_SESSION, now);
  const typing = buckets(TYPING_PER_PERSON, now);
  const typingSessions = buckets(TYPING_PER_SESSION, now);
  const keyOf = ({ sessionId, name }: Writer): string => `${sessionId} ${name}`;
  return {
    take: async (writer) => {
      const own = people(keyOf(writer));
      if (own > 0 || writer.team) return own;
      return sessions(writer.sessionId);
    },
    takeTyping: (writer) =>
      typing(keyOf(writer)) === 0 && (writer.team || typingSessions(writer.sessionId) === 0),
  };
}

/** @returns what takes one from the bucket of a key: 0, or the milliseconds until there is one. */
function buckets(size: BucketSize, now: () => number): (key: string) => number {
  const kept = new LruCache<TokenBucket>(MAX_KEPT);
  return (key) => {
    const bucket = kept.get(key) ?? new TokenBucket(size, now());
    kept.set(key, bucket);
    return bucket.take(now()) ? 0 : 1000 / size.perSecond;
  };
}

/** @throws PictureLiveError `rate_limited` with `retryAfter` in seconds. */
export async function takeMessage(limits: MessageLimits, writer: Writer): Promise<void> {
  const waitMs = await limits.take(writer);
  if (waitMs === 0) return;
  const details = { retryAfter: Math.ceil(waitMs / 1000) };
  throw new PictureLiveError('rate_limited', 'Too many messages: wait.', { details });
}
