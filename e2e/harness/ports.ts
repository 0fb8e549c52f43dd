import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import * as z from 'zod/mini';

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

const Listening = z.object({ port: z.int() });

/** The port that a server in a child process says it listens on, as its first message. */
export function portOf(server: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('message', (message) => resolve(z.parse(Listening, message).port));
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)));
  });
}
