import { v7 as uuid } from 'uuid';

/**
 * A guest's id holds when they were let in (UUIDv7, RFC 9562, section 5.7): it is how a changed
 * access code ends the tokens of everybody who came in with the one before.
 *
 * @param now epoch milliseconds, read before the session was: a change in between counts as later.
 */
export function makeGuestId(now: number): string {
  return uuid({ msecs: now });
}

/** Epoch milliseconds. */
export function letInAt(guestId: string): number {
  return Number.parseInt(guestId.replace('-', '').slice(0, 12), 16);
}
