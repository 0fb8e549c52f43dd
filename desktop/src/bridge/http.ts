import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { PictureLiveError } from '@picture-live/shared/errors';
import { WebSocketServer, type WebSocket } from 'ws';
import { dispatch } from './dispatch.ts';
import type { EngineHost, ShellHandlers } from './host.ts';
import { inputLimit } from './recipe-calls.ts';
import { errorOf, failureOf, type CallOutcome } from './outcome.ts';
import { errorReply, jsonReply, type Reply } from './reply.ts';

/** A page that takes no events (asleep, stuck) is let go at this; it asks for all anew afterwards. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;
const PING_EVERY_MS = 15_000;
/** How long a page may take to say goodbye. */
const GOODBYE_MS = 500;

/** The HTTP transport of the bridge. Who may use it is checked before it is asked. */
export interface HttpBridge {
  /** Answers `POST /bridge/<name>`: 200 with the reply, or the status of the error and an ErrorBody. */
  call(name: string, request: IncomingMessage): Promise<Reply>;
  /** Turns a request for `/bridge/events` into a WebSocket that gets every BridgeEvent as JSON. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

export function httpBridge(
  host: Pick<EngineHost, 'subscribe'>,
  handlers: ShellHandlers,
): HttpBridge {
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: 1024,
  });
  const unsubscribe = host.subscribe((event) => {
    const text = JSON.stringify(event);
    for (const page of server.clients) push(page, text);
  });
  server.on('connection', keepAlive);

  return {
    call: async (name, request) => {
      try {
        return replyOf(await dispatch(handlers, name, await readJson(request, inputLimit(name))));
      } catch (error) {
        return replyOf({ ok: false, error: failureOf(error) });
      }
    },
    upgrade: (request, socket, head) => {
      server.handleUpgrade(request, socket, head, (page) => server.emit('connection', page));
    },
    close: () => {
      unsubscribe();
      for (const page of server.clients) page.close(1001);
      setTimeout(() => {
        for (const page of server.clients) page.terminate();
      }, GOODBYE_MS).unref();
      server.close();
    },
  };
}

function push(page: WebSocket, text: string): void {
  if (page.bufferedAmount > MOST_WAITING_BYTES) page.terminate();
  else if (page.readyState === page.OPEN) page.send(text);
}

/** Ends a connection whose other side vanished without saying so, e.g. behind an SSH tunnel. */
function keepAlive(page: WebSocket): void {
  let heard = true;
  const timer = setInterval(() => {
    if (!heard) page.terminate();
    heard = false;
    page.ping();
  }, PING_EVERY_MS);
  page.on('pong', () => {
    heard = true;
  });
  page.on('error', () => page.terminate());
  page.on('close', () => clearInterval(timer));
}

/** @throws PictureLiveError `invalid_request` for too much, or what is not JSON. */
async function readJson(request: IncomingMessage, mostBytes: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Not destroyed when it is too long: the answer goes out on the same connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) {
      throw new PictureLiveError('invalid_request', 'The input is longer than this call takes.');
    }
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch (cause) {
    throw new PictureLiveError('invalid_request', 'The input is not JSON.', { cause });
  }
}

function replyOf(outcome: CallOutcome): Reply {
  return outcome.ok ? jsonReply(200, outcome.value) : errorReply(errorOf(outcome.error));
}
