import { PictureLiveError } from '@picture-live/shared/errors';
import type { Actor, GuestPass, GuestPasses } from './actor.ts';
import type { TokenClaims } from './tokens.ts';

/**
 * Reads the guest tokens that a browser keeps. One that is no longer good is left out: nobody chose
 * to send it, so nobody is told.
 *
 * @param kept by the ids of their sessions.
 */
export async function readPasses(
  tokens: { read: (token: string) => Promise<TokenClaims> },
  kept: ReadonlyMap<string, string>,
): Promise<GuestPasses> {
  const passes = new Map<string, GuestPass>();
  for (const [sessionId, token] of kept) {
    const claims = await readOrNull(tokens, token);
    if (claims?.kind !== 'guest' || claims.sessionId !== sessionId) continue;
    passes.set(sessionId, { guestId: claims.guestId, expiresAt: claims.expiresAt });
  }
  return passes;
}

async function readOrNull(
  tokens: { read: (token: string) => Promise<TokenClaims> },
  token: string,
): Promise<TokenClaims | null> {
  try {
    return await tokens.read(token);
  } catch (error) {
    if (error instanceof PictureLiveError && error.code === 'unauthorized') return null;
    throw error;
  }
}

/** As whom somebody comes to this session: with the pass that they have for it, if they have one. */
export function actingIn(actor: Actor, sessionId: string): Actor {
  if (actor.kind !== 'anonymous') return actor;
  const pass = actor.passes?.get(sessionId);
  if (pass === undefined) return actor;
  const { address } = actor;
  const from = address === undefined ? {} : { address };
  return { kind: 'guest', sessionId, guestId: pass.guestId, ...from };
}
