import diagnostics from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';

/** Methods that Fastify adds beside GET by itself. */
const IMPLIED = 'HEAD';

/**
 * Every route that is registered while `work` runs, as `METHOD /path`, seen by Fastify itself: a
 * route that hides from the documentation is here as well.
 */
export async function collectRoutes(work: () => Promise<unknown>): Promise<Set<string>> {
  const routes = new Set<string>();
  const begin = (message: unknown): void => {
    if (!isInitialization(message)) return;
    message.fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== IMPLIED) routes.add(`${one} ${url}`);
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
