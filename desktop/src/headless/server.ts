import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import type { EngineHost, ShellHandlers } from '../bridge/host.ts';
import { httpBridge } from '../bridge/http.ts';
import { textReply, type Reply } from '../bridge/reply.ts';
import { SECURITY_HEADERS } from '../bridge/security-headers.ts';
import type { UiFiles } from '../bridge/ui-files.ts';
import { createAccess } from './access.ts';
import { answer, type Site } from './site.ts';

/** How long open requests may take to end once the server closes. */
const GRACE_MS = 1_000;

export interface TetherServerOptions {
  host: Pick<EngineHost, 'media' | 'recipeMedia' | 'messageMedia' | 'subscribe'>;
  handlers: ShellHandlers;
  ui: UiFiles;
  token: string;
  /** Address to bind, and port (0: any free one). */
  address: string;
  port: number;
}

export interface TetherServer {
  /** The address that signs a browser in. */
  url: string;
  close(): Promise<void>;
}

/**
 * Serves the tether UI, its pictures and the bridge to a browser on this machine.
 *
 * @throws the system's error of `listen`, e.g. EADDRINUSE.
 */
export async function startTetherServer(options: TetherServerOptions): Promise<TetherServer> {
  const { host, handlers, ui, token, address } = options;
  const server = createServer();
  const port = await listen(server, address, options.port);
  const bridge = httpBridge(host, handlers);
  const site: Site = { host, ui, bridge, access: createAccess(token, address, port) };
  server.on('request', (request, response) => void serve(site, request, response));
  server.on('upgrade', (request, socket, head) => upgrade(site, request, socket, head));
  return {
    url: `http://${hostInUrl(address)}:${port}/?token=${encodeURIComponent(token)}`,
    close: async () => {
      bridge.close();
      await closeServer(server);
    },
  };
}

function listen(server: Server, address: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => {
      server.off('error', reject);
      const bound = server.address();
      resolve(typeof bound === 'object' && bound ? bound.port : port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

async function serve(
  site: Site,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let reply: Reply;
  try {
    reply = await answer(site, request);
  } catch (error) {
    process.stderr.write(`The tether UI could not answer a request: ${String(error)}\n`);
    reply = textReply(500, 'Something failed inside. Try again in a moment.');
  }
  response.writeHead(reply.status, {
    ...SECURITY_HEADERS,
    ...reply.headers,
    'content-length': Buffer.byteLength(reply.body),
  });
  response.end(request.method === 'HEAD' ? undefined : reply.body);
}

function upgrade(site: Site, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const verdict = site.access.judge(request);
  const isEvents = request.url === '/bridge/events';
  if (verdict === 'granted' && isEvents) {
    site.bridge.upgrade(request, socket, head);
    return;
  }
  const status = !isEvents ? '404 Not Found' : UPGRADE_REFUSALS[verdict];
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

const UPGRADE_REFUSALS = {
  granted: '404 Not Found',
  no_token: '401 Unauthorized',
  foreign: '403 Forbidden',
} as const;

/** A browser opens no "any address": what listens on all of them is on the loopback one too. */
function hostInUrl(address: string): string {
  if (address === '0.0.0.0') return '127.0.0.1';
  if (address === '::') return '[::1]';
  return isIP(address) === 6 ? `[${address}]` : address;
}
