import type { IncomingHttpHeaders } from 'node:http';
import type { Visitors } from '../services/takedowns/visitors.ts';
import { isFromOwnPage } from './from-own-page.ts';

/** Longer than a decision takes, and not for ever: it says that two requests are one person's. */
const MAX_AGE_S = 90 * 24 * 3600;

/** Keeps a visitor. Only asking for something sets it; whoever merely looks gets no cookie. */
export function visitorCookie(visitors: Visitors, id: string, secure: boolean): string {
  const attributes = `Path=/api; Max-Age=${MAX_AGE_S}; HttpOnly; SameSite=Lax`;
  return `visitor=${visitors.sign(id)}; ${attributes}${secure ? '; Secure' : ''}`;
}

/** The visitor whose browser sends this from one of our own pages, or null. */
export function visitorOf(visitors: Visitors, headers: IncomingHttpHeaders): string | null {
  const [, signed] = /(?:^|;)\s*visitor=([\w.-]{59})\s*(?:;|$)/.exec(headers.cookie ?? '') ?? [];
  if (signed === undefined || !isFromOwnPage(headers)) return null;
  return visitors.read(signed);
}
