import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './app-type.ts';
import { replyWithError } from './errors.ts';

/** How long a client whose upload was refused may go on sending before its socket is cut. */
const LINGER_MS = 1_000;

/** For a scope of uploads: bodies are left as streams, whatever they call themselves. */
export function leaveBodiesRaw(app: App): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.setErrorHandler((error, request, reply) => {
    cutUnfinishedUpload(request, reply);
    return replyWithError(error, request, reply);
  });
}

/**
 * The rest of a refused upload is not waited for. It is swallowed for a moment all the same: a
 * socket that is cut while the client still sends loses the reply that says why.
 */
function cutUnfinishedUpload(request: FastifyRequest, reply: FastifyReply): void {
  if (request.raw.readableEnded) return;
  reply.header('connection', 'close');
  reply.raw.once('finish', () => {
    request.raw.resume();
    const cut = setTimeout(() => request.raw.destroy(), LINGER_MS);
    request.raw.socket.once('close', () => clearTimeout(cut));
  });
}
