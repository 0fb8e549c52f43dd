import type { FastifyReply, FastifyRequest } from 'fastify';
import { QUICK, chooseEncoding, compress } from '../encoding/encoding.ts';
import type { App } from './app-type.ts';

/** What fits into one packet anyway gains nothing. */
const WORTH_IT_BYTES = 1_400;

/** Compresses the JSON replies of this scope: they are made per request, for phones on bad networks. */
export function compressReplies(app: App): void {
  app.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    if (typeof payload !== 'string' || payload.length < WORTH_IT_BYTES) return payload;
    reply.header('vary', 'accept-encoding');
    const encoding = chooseEncoding(request.headers['accept-encoding']);
    if (encoding === 'identity') return payload;
    reply.header('content-encoding', encoding);
    reply.removeHeader('content-length');
    return compress(payload, encoding, QUICK);
  });
}
