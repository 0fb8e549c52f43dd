import type { IncomingHttpHeaders } from 'node:http';
import { Id } from '@picture-live/shared/protocol';
import type { GuestAccess } from '@picture-live/shared/protocol';
import { readPasses } from '../services/access/guest-passes.ts';
import type { TokenClaims } from '../services/access/tokens.ts';
import type { App } from './app-type.ts';
import { isFromOwnPage } from './from-own-page.ts';

/** One for each session, so that a phone may be in several galleries. */
const PREFIX = 'guest-';
/** Browsers send 8 KB at most; this many tokens fit into them. */
const MAX_COOKIES = 30;
const SAFE_METHODS = new Set(['GET', 'HEAD']);

export interface PassReader {
  read: (token: string) => Promise<TokenClaims>;
}

/**
 * Whoever comes without a token of their own may still show the guest tokens that their browser
 * keeps. For a scope that reads tokens, after that.
 */
export function readGuestCookies(app: App, tokens: PassReader): void {
  app.addHook('onRequest', async (request) => {
    const { actor, headers, method } = request;
    if (actor.kind !== 'anonymous' || headers.cookie === undefined) return;
    // SameSite keeps other sites out; this also keeps out pages of a neighbour under the same site.
    if (!SAFE_METHODS.has(method) && !isFromOwnPage(headers)) return;
    const passes = await readPasses(tokens, guestTokensOf(headers));
    request.actor = { ...actor, passes };
  });
}

/**
 * The cookie that keeps a guest token: out of reach of scripts, not sent by other sites' pages, and
 * only over TLS where the page came over it. In-app browsers keep it as well as any.
 */
export function guestCookie(
  { sessionId, token, expiresAt }: GuestAccess,
  { now, secure }: { now: number; secure: boolean },
): string {
  const seconds = Math.max(0, Math.floor((expiresAt - now) / 1000));
  const attributes = `Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return `${PREFIX}${sessionId}=${token}; ${attributes}`;
}

/** The guest tokens among the cookies (RFC 6265, section 4.2) by the ids of their sessions. */
export function guestTokensOf({ cookie = '' }: IncomingHttpHeaders): Map<string, string> {
  const tokens = new Map<string, string>();
  for (const pair of cookie.split(';')) {
    const [, sessionId, token] = /^\s*guest-([0-9a-f-]{36})=([\w.-]{1,2048})\s*$/.exec(pair) ?? [];
    if (sessionId === undefined || token === undefined) continue;
    if (Id.safeParse(sessionId).success && tokens.size < MAX_COOKIES) tokens.set(sessionId, token);
  }
  return tokens;
}
