import type { FastifyRequest } from 'fastify';

/** A host name or address as browsers write it, with a port or without. */
const HOST = /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::\d{1,5})?$/i;

/**
 * The origin that a page was asked for under, such as `https://photos.example`, by what the client
 * or a trusted proxy says; null for what is no host.
 */
export function pageOriginOf({ protocol, host }: FastifyRequest): string | null {
  return HOST.test(host) ? `${protocol}://${host.toLowerCase()}` : null;
}
