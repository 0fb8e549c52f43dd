import { fail, ok, reasonOf, type Finding } from '../finding.ts';
import { openRequest } from './ask.ts';

const NAME = 'live updates';
const PATH = '/socket.io/?EIO=4&transport=websocket';
const HANDSHAKE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  // Any sixteen bytes (RFC 6455, section 4.1).
  'sec-websocket-key': Buffer.from('of-the-doctor-16').toString('base64'),
};

/** Opens a WebSocket as the gallery does: from its own page, through whatever stands between. */
export async function checkSocket(url: URL): Promise<Finding> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const headers = { ...HANDSHAKE, origin: url.origin };
  const request = openRequest(new URL(PATH, url), { headers });
  request.once('upgrade', (reply, socket) => {
    socket.destroy();
    resolve(reply.statusCode ?? 0);
  });
  request.once('response', (reply) => {
    reply.destroy();
    resolve(reply.statusCode ?? 0);
  });
  request.once('error', reject).end();
  const status = await promise.catch(reasonOf);
  if (status === 101) return ok(NAME, 'A WebSocket opens.');
  const says =
    typeof status === 'string'
      ? `A WebSocket does not open: ${status}.`
      : `A WebSocket does not open: it is answered with ${status}.`;
  return fail(NAME, says, 'Have the proxy pass on Upgrade, Connection and Host for /socket.io/.');
}
