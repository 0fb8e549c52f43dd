import { once } from 'node:events';
import net from 'node:net';

/** A port that was free a moment ago on 127.0.0.1. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  server.close();
  await once(server, 'close');
  return address.port;
}

/** Keeps a port busy until stopped. */
export async function occupyPort(): Promise<{ port: number; stop(): Promise<void> }> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return {
    port: address.port,
    stop: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
