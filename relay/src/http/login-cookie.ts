import type { IncomingHttpHeaders } from 'node:http';

/** Where the cookie goes, and nowhere else: the calls that renew and end the login. */
export const LOGIN_COOKIE_PATH = '/api/auth/page';

/**
 * The cookie that keeps a page's refresh token: out of reach of scripts, never sent by the pages of
 * other sites, and only over TLS where the page came over it.
 *
 * @param token null takes it away.
 */
export function loginCookie(
  token: string | null,
  { maxAgeS, secure }: { maxAgeS: number; secure: boolean },
): string {
  const attributes = `Path=${LOGIN_COOKIE_PATH}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  return `login=${token ?? ''}; Max-Age=${token === null ? 0 : maxAgeS}; ${attributes}`;
}

/** The refresh token among the cookies of a request, or null. */
export function loginTokenOf({ cookie = '' }: IncomingHttpHeaders): string | null {
  return /(?:^|;)\s*login=([A-Za-z0-9_-]{43})\s*(?:;|$)/.exec(cookie)?.[1] ?? null;
}
