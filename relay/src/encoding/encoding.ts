import { promisify } from 'node:util';
import zlib from 'node:zlib';

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

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

/** For what is compressed while somebody waits, and for what is compressed once. */
export const QUICK = 4;
export const THOROUGH = 9;

/** @param quality of brotli (0…11) and of gzip (0…9). */
export async function compress(
  content: string | Buffer,
  encoding: Encoding,
  quality: typeof QUICK | typeof THOROUGH,
): Promise<Buffer> {
  if (encoding === 'br') {
    return brotli(content, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: quality } });
  }
  return encoding === 'gzip' ? gzip(content, { level: quality }) : Buffer.from(content);
}
