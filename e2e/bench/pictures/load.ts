import { once } from 'node:events';
import net from 'node:net';

/*
 * A generator that costs less than the servers it measures: it writes the same request on open
 * connections and counts bytes, since every answer of an immutable file has the same length.
 */

export interface Load {
  requests: number;
  seconds: number;
}

/** Length in bytes of one whole HTTP/1.1 answer, headers and body, and that it is a 200. */
async function answerLength(url: URL, request: string): Promise<number> {
  const socket = net.connect(Number(url.port), url.hostname);
  socket.setNoDelay(true);
  socket.write(request);
  let received = Buffer.alloc(0);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    received = Buffer.concat([received, chunk]);
    const end = received.indexOf('\r\n\r\n');
    if (end < 0) continue;
    const head = received.toString('latin1', 0, end);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (!head.startsWith('HTTP/1.1 200') || length === undefined) {
      throw new Error(`Not an answer to measure: ${head.split('\r\n')[0]}`);
    }
    return end + 4 + Number(length);
  }
  throw new Error('The connection ended before an answer.');
}

/** Asks for one file again and again on several connections, each waiting for its answer. */
export async function load(url: URL, connections: number, seconds: number): Promise<Load> {
  const request = `GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`;
  const length = await answerLength(url, request);
  let requests = 0;
  const started = performance.now();
  const until = started + seconds * 1000;
  const clients = Array.from({ length: connections }, async () => {
    const socket = net.connect(Number(url.port), url.hostname);
    socket.setNoDelay(true);
    let open = length;
    socket.on('data', (chunk: Buffer) => {
      open -= chunk.length;
      if (open > 0) return;
      if (open < 0) socket.destroy(new Error('An answer was longer than the first one.'));
      requests += 1;
      open = length;
      if (performance.now() < until) socket.write(request);
      else socket.end();
    });
    socket.write(request);
    await once(socket, 'close');
  });
  await Promise.all(clients);
  return { requests, seconds: (performance.now() - started) / 1000 };
}
