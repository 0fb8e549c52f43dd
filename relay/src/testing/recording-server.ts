import { once } from 'node:events';
import http from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

export interface RecordedRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What to answer, or null to cut the connection. */
export type Answer = {
  status: number;
  headers?: Record<string, string>;
  body?: Buffer | string;
} | null;

export interface RecordingServer {
  port: number;
  requests: RecordedRequest[];
  stop: () => Promise<void>;
}

/** An HTTP server that writes down what it is asked and answers as it is told. */
export async function startRecordingServer(
  answer: (request: RecordedRequest, count: number) => Answer,
): Promise<RecordingServer> {
  const requests: RecordedRequest[] = [];
  const serve = async (incoming: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const body = Buffer.concat(await incoming.toArray());
    const { method = '', url = '', headers } = incoming;
    const request = { method, url, headers, body };
    requests.push(request);
    const said = answer(request, requests.length);
    if (said === null) incoming.socket.destroy();
    else reply.writeHead(said.status, said.headers).end(said.body);
  };
  // A client that goes away in the middle of its request has nothing to be told.
  const server = http.createServer((incoming, reply) => {
    serve(incoming, reply).catch(() => reply.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return {
    port: address.port,
    requests,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
