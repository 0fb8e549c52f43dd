import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { PictureLiveError } from '@picture-live/shared/errors';
import { errorBody } from './error-body.ts';

/** Answers what is no HTTP at all, or took too long to become it: there is no request to reply to. */
export function answerBrokenRequest(error: Error, socket: Socket): void {
  const gone = 'code' in error && error.code === 'ECONNRESET';
  if (gone || !socket.writable) {
    socket.destroy();
    return;
  }
  const failure = new PictureLiveError('invalid_request', 'This is not a request in HTTP/1.1.');
  const body = JSON.stringify(errorBody(failure));
  socket.end(
    [
      'HTTP/1.1 400 Bad Request',
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

/**
 * An `Expect` that is not ours counts as not sent (RFC 9110, section 10.1.1): Node by itself would
 * answer 417 without saying anything.
 */
export function ignoreExpectations(server: Server): void {
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}
