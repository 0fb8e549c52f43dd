import http from 'node:http';
import { WebSocketServer } from 'ws';

/*
 * What the fan-out is measured against: a loop over plain WebSocket connections and nothing else.
 * Started as a process of its own; says its port, and sends each POSTed body to everybody.
 */
const server = http.createServer((request, reply) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    const message = Buffer.concat(pieces);
    for (const client of sockets.clients) client.send(message, { binary: false });
    reply.end();
  });
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false, backlog: 4096 });
sockets.on('connection', (socket) => socket.send('hello'));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  process.send?.({ port: address.port });
});
process.on('disconnect', () => process.exit(0));
