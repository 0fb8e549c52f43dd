import { readFileSync } from 'node:fs';
import http from 'node:http';

/*
 * The least that Node can do: its own server answering from one buffer, with the
 * headers a rendition has. Started as a process of its own with the file as its argument.
 */
const bytes = readFileSync(process.argv[2] ?? '');
const server = http.createServer((_request, reply) => {
  reply.writeHead(200, {
    'content-type': 'image/jpeg',
    'content-length': bytes.length,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  });
  reply.end(bytes);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  process.send?.({ port: address.port });
});
process.on('disconnect', () => process.exit(0));
