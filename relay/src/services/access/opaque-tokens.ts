import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits in base64url. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 of a token in hex: all that is ever stored of it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
