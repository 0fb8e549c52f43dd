import { createHmac, hkdfSync } from 'node:crypto';
import { SignJWT, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { PictureLiveError } from '@picture-live/shared/errors';
import { Id } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';

/** Short: what an access token says is believed for as long, but for the login it came from. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;
/** A long party; the session's own end comes first where it is sooner. */
export const GUEST_TOKEN_SECONDS = 12 * 60 * 60;

const ISSUER = 'picture-live';
/** The two kinds of JWT by their `typ` (RFC 8725, section 3.11), each with a key of its own. */
const ACCESS = 'at+jwt';
const GUEST = 'guest+jwt';

const AccessClaims = z.object({ sub: Id, sid: Id, exp: z.number() });
const GuestClaims = z.object({ sub: Id, session: Id, exp: z.number() });

/** What a JWT of ours says. `expiresAt` is in epoch milliseconds. */
export type TokenClaims =
  | { kind: 'user'; userId: string; loginId: string; expiresAt: number }
  | { kind: 'guest'; guestId: string; sessionId: string; expiresAt: number };

export interface Tokens {
  issueAccess: (userId: string, loginId: string) => Promise<string>;
  /** @param until the session's end in epoch milliseconds; null where it has none. */
  issueGuest: (
    guest: { sessionId: string; guestId: string },
    until: number | null,
  ) => Promise<{ token: string; expiresAt: number }>;
  /** @throws PictureLiveError `unauthorized` for whatever is not ours, not whole or expired. */
  read: (token: string) => Promise<TokenClaims>;
  /** The refresh token that follows this one: always the same, and only we can tell. */
  successorOf: (refreshToken: string) => string;
}

/**
 * @param secret JWT_SECRET, or the one that the relay keeps.
 * @param now epoch milliseconds.
 */
export function createTokens(secret: string, now: () => number): Tokens {
  const keys = { [ACCESS]: deriveKey(secret, ACCESS), [GUEST]: deriveKey(secret, GUEST) };
  const refreshKey = deriveKey(secret, 'refresh');
  const sign = (type: keyof typeof keys, claims: JWTPayload, expiresAt: number) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: type })
      .setIssuer(ISSUER)
      .setIssuedAt(Math.floor(now() / 1000))
      .setExpirationTime(expiresAt)
      .sign(keys[type]);
  return {
    issueAccess: (userId, loginId) =>
      sign(ACCESS, { sub: userId, sid: loginId }, Math.floor(now() / 1000) + ACCESS_TOKEN_SECONDS),
    issueGuest: async ({ sessionId, guestId }, until) => {
      const longest = Math.floor(now() / 1000) + GUEST_TOKEN_SECONDS;
      const seconds = until === null ? longest : Math.min(longest, Math.floor(until / 1000));
      const token = await sign(GUEST, { sub: guestId, session: sessionId }, seconds);
      return { token, expiresAt: seconds * 1000 };
    },
    read: async (token) => {
      const type = typeOf(token);
      return claimsOf(type, await verify(token, type, keys[type], now()));
    },
    successorOf: (refreshToken) =>
      createHmac('sha256', refreshKey).update(refreshToken).digest('base64url'),
  };
}

/** A key for one purpose: what is signed with it means nothing anywhere else (RFC 5869). */
export function deriveKey(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `picture-live ${purpose}`, 32));
}

/** Whether it has the shape of a JWT; device tokens are opaque. */
export function looksSigned(token: string): boolean {
  return /^eyJ[\w-]*\.[\w-]*\.[\w-]*$/.test(token);
}

function typeOf(token: string): typeof ACCESS | typeof GUEST {
  try {
    const { typ } = decodeProtectedHeader(token);
    if (typ === ACCESS || typ === GUEST) return typ;
  } catch (cause) {
    throw invalid(cause);
  }
  throw invalid();
}

async function verify(token: string, typ: string, key: Uint8Array, now: number) {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      issuer: ISSUER,
      typ,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'sub'],
    });
    return payload;
  } catch (cause) {
    if (cause instanceof errors.JOSEError) throw invalid(cause);
    throw cause;
  }
}

function claimsOf(type: typeof ACCESS | typeof GUEST, payload: JWTPayload): TokenClaims {
  if (type === ACCESS) {
    const { success, data, error } = AccessClaims.safeParse(payload);
    if (!success) throw invalid(error);
    return { kind: 'user', userId: data.sub, loginId: data.sid, expiresAt: data.exp * 1000 };
  }
  const { success, data, error } = GuestClaims.safeParse(payload);
  if (!success) throw invalid(error);
  return { kind: 'guest', guestId: data.sub, sessionId: data.session, expiresAt: data.exp * 1000 };
}

function invalid(cause?: unknown): PictureLiveError {
  return new PictureLiveError('unauthorized', undefined, { cause });
}
