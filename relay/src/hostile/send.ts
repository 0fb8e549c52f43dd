import http from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

/** A request as it goes over the wire; nothing of it is put right on the way. */
export interface WireRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
}

export interface WireReply {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A request that has no answer by then hangs; a busy machine takes a second or two. */
const HANGS_MS = 20_000;

/** Sends requests over few connections. A connection that is cut instead of an answer is `null`. */
export class Wire {
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
  readonly #port: string;

  constructor(url: string) {
    this.#port = new URL(url).port;
  }

  /** @throws Error where nothing comes of it in time. */
  async send({ method, path, headers, body }: WireRequest): Promise<WireReply | null> {
    const { promise, resolve, reject } = Promise.withResolvers<WireReply | null>();
    const where = { host: '127.0.0.1', port: this.#port, agent: this.#agent };
    const request = http.request({ ...where, method, path, headers }, (reply) => {
      const { statusCode: status = 0, headers: said } = reply;
      reply
        .toArray()
        .then((chunks: Buffer[]) =>
          resolve({ status, headers: said, body: Buffer.concat(chunks).toString() }),
        )
        .catch(() => resolve(null));
    });
    request.on('error', () => resolve(null));
    const hangs = setTimeout(() => {
      reject(new Error(`No answer: ${method} ${path.slice(0, 200)}`));
      request.destroy();
    }, HANGS_MS);
    request.end(body ?? undefined);
    try {
      return await promise;
    } finally {
      clearTimeout(hangs);
    }
  }

  close(): void {
    this.#agent.destroy();
  }
}
