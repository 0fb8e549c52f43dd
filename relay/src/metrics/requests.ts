import type { App } from '../http/app-type.ts';
import type { Metrics } from './metrics.ts';

const DEVICE_UPLOAD = '/api/ingest/blobs/:sha256';

/** Measures every request of a scope by its route's pattern. */
export function measureRequests(app: App, metrics: Metrics): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.url !== DEVICE_UPLOAD) return;
    // Not onResponse: a client that hangs up gets none.
    reply.raw.once('close', metrics.deviceUploads.hold([]));
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const values = [request.method, route, String(reply.statusCode)] as const;
    metrics.requests.observe(values, reply.elapsedTime / 1000);
  });
}
