import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { PictureLiveError } from '@picture-live/shared/errors';
import * as z from 'zod/mini';
import type { MetricsConfig } from '../config/metrics.ts';
import type { App } from '../http/app-type.ts';
import { isOnThisMachine } from '../http/client-of.ts';
import { errorReplies } from '../http/errors.ts';
import { fromNetworks } from '../http/from-network.ts';
import { TEXT_FORMAT } from '../metrics/registry.ts';
import type { Registry } from '../metrics/registry.ts';

/**
 * For Prometheus: on this machine, in the networks that the settings name, or with the token. How
 * busy a studio is, and when, is nobody else's business.
 */
export function metricsRoutes(app: App, registry: Registry, config: MetricsConfig): void {
  const mayRead = readers(config);
  app.get(
    '/metrics',
    { schema: { produces: ['text/plain'], response: { 200: z.string(), ...errorReplies } } },
    async (request, reply) => {
      if (!mayRead(request)) {
        throw new PictureLiveError(config.token === null ? 'forbidden' : 'unauthorized');
      }
      const text = await registry.text((err) => request.log.warn({ err }, 'a metric was not read'));
      return reply.type(TEXT_FORMAT).send(text);
    },
  );
}

function readers({ token, from }: MetricsConfig): (request: FastifyRequest) => boolean {
  const isNear = fromNetworks(from);
  const expected = token === null ? null : digest(`Bearer ${token}`);
  return (request) => {
    if (isOnThisMachine(request) || isNear(request)) return true;
    const { authorization } = request.headers;
    if (expected === null || authorization === undefined) return false;
    return timingSafeEqual(expected, digest(authorization));
  };
}

/** Of one length, whatever was sent. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
