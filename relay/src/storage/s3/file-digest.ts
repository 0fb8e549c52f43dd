import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

export interface FileDigest {
  bytes: number;
  /** The 16 bytes of its MD5, which S3 checks an upload against. */
  md5: Buffer;
}

/** Reads a file once, for the headers that have to be sent before it. */
export async function digestFile(file: string): Promise<FileDigest> {
  const hash = createHash('md5');
  let bytes = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, md5: hash.digest() };
}
