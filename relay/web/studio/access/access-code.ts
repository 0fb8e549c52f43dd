/** RFC 4648 base32 in lower case: no character that a guest could mistake for another. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 8;
const SHORTEST = 6;

/** A code that nobody guesses and everybody can type: `k7dm-2qxp`. */
export function makeAccessCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
  const letters = Array.from(bytes, (byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
  return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
}

/** Whether the relay takes it: spaces and hyphens do not count. */
export function isLongEnough(code: string): boolean {
  return code.replaceAll(/[\s\p{Pd}]+/gu, '').length >= SHORTEST;
}

/**
 * Codes that were set in this window, by session: the relay keeps only what a code is recognised by
 * and cannot tell it again.
 */
const known = new Map<string, string>();

export function rememberCode(sessionId: string, code: string): void {
  known.set(sessionId, code);
}

export function knownCode(sessionId: string): string | null {
  return known.get(sessionId) ?? null;
}
