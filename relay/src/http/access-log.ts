import type { App } from './app-type.ts';

/**
 * One line per request of this scope: the route's pattern, never the address itself, which holds
 * the slugs and ids that open a gallery. Pictures and assets have no log at all.
 */
export function logAccess(app: App): void {
  app.addHook('onResponse', async (request, reply) => {
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    const { method } = request;
    const route = request.routeOptions.url ?? 'unknown';
    request.log.info({ method, route, status: reply.statusCode, ms }, 'request');
  });
}
