import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** Answers a request and says so, or leaves it alone. */
export type FirstAnswer = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Lets `answer` see every request before all that listens to the server so far: for the few
 * requests that are so many that finding a route for each would cost half of the work.
 */
export function answerFirst(server: Server, answer: FirstAnswer): void {
  const others = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (answer(request, response)) return;
    for (const other of others) other.call(server, request, response);
  });
}
