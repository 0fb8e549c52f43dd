import { Readable } from 'node:stream';

/**
 * In place of a body that was asked for with HEAD: Fastify would read all of it to its end, for
 * nobody. Headers, the length among them, stay as they are.
 */
export function withoutBody(body: Readable): Readable {
  body.destroy();
  return Readable.from([]);
}
