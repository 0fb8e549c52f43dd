import type { Server } from 'node:http';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { ErrorBody } from '@picture-live/shared/protocol';

/**
 * Refuses connections that want to become anything but our socket. Engine.IO ends only those that
 * have not answered a request before: one that is kept alive would hang for as long as its client
 * likes.
 *
 * @param path of the socket, `/socket.io`; to be used with Engine.IO's `destroyUpgrade: false`.
 */
export function refuseUpgrades(server: Server, path: string): void {
  server.on('upgrade', ({ url = '' }, socket) => {
    if (url.startsWith(`${path}/`)) return;
    socket.on('error', () => socket.destroy());
    socket.end(REFUSAL);
  });
}

const REFUSAL = (() => {
  const { code, message, status } = new PictureLiveError('invalid_request');
  const body = JSON.stringify({ error: { code, message } } satisfies ErrorBody);
  const head = [
    `HTTP/1.1 ${status} Bad Request`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
})();
