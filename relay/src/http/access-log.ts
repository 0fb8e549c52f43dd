import type { App } from './app-type.ts';

/** What all lines about requests say, and no other: by it they get a file of their own. */
export const ACCESS_MESSAGE = 'request';

/**
 * One line per request of this scope: the route's pattern, never the address itself, which holds
 * the slugs and ids that open a gallery. Pictures and assets have no log at all.
 */
export function logAccess(app: App): void {
  app.addHook('onResponse', async (request, reply) => {
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    const { method } = request;
    const route = request.routeOptions.url ?? 'unknown';
    request.log.info({ method, route, status: reply.statusCode, ms }, ACCESS_MESSAGE);
  });
}
