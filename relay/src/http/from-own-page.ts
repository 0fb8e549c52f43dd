import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request was made by one of our own pages. Browsers say so with every request that
 * changes something (https://www.w3.org/TR/fetch-metadata/, or else `Origin`); what says neither is
 * no browser, and nobody can make it send what it does not mean.
 */
export function isFromOwnPage(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (host === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host.toLowerCase();
}
