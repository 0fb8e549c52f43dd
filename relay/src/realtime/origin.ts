import type { IncomingMessage } from 'node:http';

/**
 * Whether a handshake may go on. Browsers say which page opens the socket: only our own may. What
 * is no browser (a device) says nothing, and carries no cookies that could be misused.
 */
export function isOriginAllowed(request: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (host === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host.toLowerCase();
}
