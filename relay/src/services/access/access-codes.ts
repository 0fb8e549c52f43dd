import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from './tokens.ts';

/**
 * How access codes are kept and compared. They are short, so that no hash of theirs would stand a
 * search through all of them: argon2id at 11 ms finds six digits in three hours, and makes five
 * hundred guests who come at once wait. A keyed hash (HMAC) cannot be searched at all without the
 * relay's secret, which is not in a backup of the database where JWT_SECRET is set, and costs
 * microseconds. Guessing over the network is what code-attempts.ts slows down. A new JWT_SECRET
 * makes all codes wrong: they have to be set again.
 */
export interface AccessCodes {
  /** @param code as `TypedAccessCode` leaves it. */
  hash: (sessionId: string, code: string) => string;
  /** In a time that does not depend on how much of it is right. */
  isRight: (sessionId: string, code: string, stored: string) => boolean;
}

/** @param secret what the relay signs with. */
export function createAccessCodes(secret: string): AccessCodes {
  const key = deriveKey(secret, 'access code');
  const hash = (sessionId: string, code: string): string =>
    createHmac('sha256', key).update(`${sessionId}\n${code}`).digest('base64url');
  return {
    hash,
    isRight: (sessionId, code, stored) => {
      const [given, expected] = [hash(sessionId, code), stored].map((text) => Buffer.from(text));
      if (given === undefined || expected?.length !== given.length) return false;
      return timingSafeEqual(given, expected);
    },
  };
}
