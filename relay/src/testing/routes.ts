import diagnostics from 'node:diagnostics_channel';
import type { FastifyInstance, FastifySchema } from 'fastify';

/** Methods that Fastify adds beside GET by itself. */
const IMPLIED = 'HEAD';

/** A route as it was registered. */
export interface RegisteredRoute {
  method: string;
  url: string;
  schema: FastifySchema;
}

/**
 * Every route that is registered while `work` runs, by `METHOD /path`, seen by Fastify itself: a
 * route that hides from the documentation is here as well.
 */
export async function collectRoutes(
  work: () => Promise<unknown>,
): Promise<Map<string, RegisteredRoute>> {
  const routes = new Map<string, RegisteredRoute>();
  const begin = (message: unknown): void => {
    if (!isInitialization(message)) return;
    message.fastify.addHook('onRoute', ({ method: methods, url, schema = {} }) => {
      for (const method of [methods].flat()) {
        if (method !== IMPLIED) routes.set(`${method} ${url}`, { method, url, schema });
      }
    });
  };
  diagnostics.subscribe('fastify.initialization', begin);
  try {
    await work();
  } finally {
    diagnostics.unsubscribe('fastify.initialization', begin);
  }
  return routes;
}

function isInitialization(message: unknown): message is { fastify: FastifyInstance } {
  return typeof message === 'object' && message !== null && 'fastify' in message;
}
