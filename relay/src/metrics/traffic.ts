import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Metrics } from './metrics.ts';

/**
 * Counts the bytes of every connection, requests and WebSockets alike, without touching any of
 * them: a connection knows what it has read and written.
 */
export function countTraffic(server: Server, { registry }: Metrics): void {
  const open = new Set<Socket>();
  let [read, written] = [0, 0];
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      read += socket.bytesRead;
      written += socket.bytesWritten;
    });
  });
  const connections = 'Connections that are open, of HTTP and WebSockets.';
  registry.read(
    { name: 'picture_live_connections', help: connections, type: 'gauge', labels: [] },
    () => [[[], open.size]],
  );
  const help = 'Bytes received and sent on all connections, with headers and without TLS.';
  registry.read(
    { name: 'picture_live_network_bytes_total', help, type: 'counter', labels: ['direction'] },
    () => {
      const sockets = [...open];
      const sum = (bytes: (socket: Socket) => number): number =>
        sockets.reduce((total, socket) => total + bytes(socket), 0);
      return [
        [['in'], read + sum((socket) => socket.bytesRead)],
        [['out'], written + sum((socket) => socket.bytesWritten)],
      ];
    },
  );
}
