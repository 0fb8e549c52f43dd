import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './app-type.ts';

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

/** What fits into one packet anyway gains nothing. */
const WORTH_IT_BYTES = 1_400;

export type Encoding = 'br' | 'gzip' | 'identity';

/** The best of our encodings that the client takes. */
export function chooseEncoding(acceptEncoding: string | undefined): Encoding {
  const accepted = (acceptEncoding ?? '')
    .split(',')
    .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
    .map((part) => part.split(';', 1)[0]?.trim().toLowerCase());
  if (accepted.includes('br')) return 'br';
  return accepted.includes('gzip') ? 'gzip' : 'identity';
}

/** @param quality of brotli: 4 for what is made per request, 9 for what is made once;
 *   of gzip the same. */
export async function compress(
  content: string | Buffer,
  encoding: Encoding,
  quality: number,
): Promise<Buffer> {
  if (encoding === 'br') {
    return brotli(content, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: quality } });
  }
  return encoding === 'gzip' ? gzip(content, { level: quality }) : Buffer.from(content);
}

/** Compresses the JSON replies of this scope, fast rather than small: lists are made per request. */
export function compressReplies(app: App): void {
  app.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    if (typeof payload !== 'string' || payload.length < WORTH_IT_BYTES) return payload;
    reply.header('vary', 'accept-encoding');
    const encoding = chooseEncoding(request.headers['accept-encoding']);
    if (encoding === 'identity') return payload;
    reply.header('content-encoding', encoding);
    reply.removeHeader('content-length');
    return compress(payload, encoding, 4);
  });
}
