import { once } from 'node:events';
import type { Server } from 'node:http';
import net from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/**
 * Refuses new connections, and answers what still comes on open ones, each for the last time.
 *
 * A proxy keeps connections for requests to come. One that is closed in the very moment in which it
 * is used costs a guest an error: what may have changed something is not repeated elsewhere. Before
 * the idle ones are closed, those in use should therefore have ended by themselves.
 *
 * @param patienceMs how long at most; as soon as nobody is connected it is over.
 */
export async function sayGoodbye(server: Server, patienceMs: number): Promise<void> {
  if (!server.listening) return;
  server.prependListener('request', (_request, response) => {
    response.shouldKeepAlive = false;
  });
  // Right after new connections were accepted: those that wait would be reset.
  await nextTurn();
  const over = new AbortController();
  const everybodyLeft = once(server, 'close', { signal: over.signal });
  // Not its own `close`, which ends at once what is idle.
  net.Server.prototype.close.call(server);
  const patience = sleep(patienceMs, undefined, { signal: over.signal });
  try {
    await Promise.race([everybodyLeft, patience]);
  } finally {
    over.abort();
    await Promise.allSettled([everybodyLeft, patience]);
  }
}
