import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy } from '@fastify/busboy';
import type { BusboyFileStream, BusboyInstance } from '@fastify/busboy';
import { PictureLiveError } from '@picture-live/shared/errors';
import { readBody } from '../receive/read-body.ts';

export interface FormLimits {
  /** Bytes of one file, and of the whole request. */
  maxFileBytes: number;
  maxRequestBytes: number;
  maxFiles: number;
  /** Milliseconds without a single byte. */
  stallMs: number;
}

/** A request with files in it. */
export interface Form {
  headers: IncomingHttpHeaders;
  body: Readable;
}

export interface FormFile {
  name: string;
  stream: BusboyFileStream;
}

export interface FormReader<T> {
  /** Once, with the fields that stand before the first file; nothing of a file is read before. */
  begin: (fields: ReadonlyMap<string, string>) => Promise<void>;
  /** Reads the file's stream to its end. Must not fail for what is wrong with one file alone. */
  take: (file: FormFile, index: number) => Promise<T>;
}

const MAX_FIELDS = 10;
const MAX_FIELD_BYTES = 4_096;
const MAX_HEADER_BYTES = 8_192;

/**
 * Reads a `multipart/form-data` request (RFC 7578) file by file, at the pace of its reader. Of
 * @fastify/busboy only the parser is used: the plugin around it keeps files by itself.
 *
 * @returns what `take` made of each file, in their order. After a failure every `take` has ended.
 * @throws PictureLiveError `invalid_request`, `blob_too_large`, `upload_stalled`; what `begin` does.
 */
export async function readForm<T>(
  { headers, body }: Form,
  limits: FormLimits,
  reader: FormReader<T>,
): Promise<{ taken: T[] } | { taken: T[]; failure: unknown }> {
  const parser = openParser(headers, limits);
  const open = new Set<BusboyFileStream>();
  const takes: Promise<T>[] = [];
  const fields = new Map<string, string>();
  let begun: Promise<void> | null = null;
  const failed = failureOf(parser, limits);
  // A failure is answered at once, not when the next byte comes or fails to.
  const broken = new AbortController();
  failed.catch((failure: unknown) => broken.abort(failure));
  parser.on('field', (name: string, value: string) => fields.set(name, value));
  parser.on('file', (_field: string, stream: BusboyFileStream, given: string | undefined) => {
    open.add(stream);
    stream.once('close', () => open.delete(stream));
    // Its end is what `take` sees; without a listener a cut stream would end the process.
    stream.on('error', () => undefined);
    begun ??= reader.begin(fields);
    const name = nameOf(given);
    const index = takes.length;
    const taking = begun.then(async () => reader.take({ name, stream }, index));
    taking.catch((error: unknown) => parser.emit('error', error));
    takes.push(taking);
  });
  try {
    const { maxRequestBytes: maxBytes, stallMs } = limits;
    const size = { maxBytes, stallMs, signal: broken.signal };
    await readBody(body, size, (chunk) => Promise.race([write(parser, chunk), failed]));
    await Promise.race([end(parser), failed]);
    return { taken: await Promise.all(takes) };
  } catch (failure) {
    for (const stream of open) stream.destroy(new Error('The request ended too early.'));
    const settled = await Promise.allSettled(takes);
    const taken = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    return { taken, failure };
  }
}

function openParser(headers: IncomingHttpHeaders, limits: FormLimits): BusboyInstance {
  const { 'content-type': type = '' } = headers;
  if (!/^multipart\/form-data\s*;/i.test(type)) {
    throw new PictureLiveError('invalid_request', 'Files are sent as multipart/form-data.');
  }
  try {
    return new Busboy({
      headers: { ...headers, 'content-type': type },
      limits: {
        fieldNameSize: 100,
        fieldSize: MAX_FIELD_BYTES,
        fields: MAX_FIELDS,
        fileSize: limits.maxFileBytes,
        files: limits.maxFiles,
        parts: limits.maxFiles + MAX_FIELDS,
        headerPairs: 20,
        headerSize: MAX_HEADER_BYTES,
      },
    });
  } catch (cause) {
    throw malformed(cause);
  }
}

/** Rejects with the first thing that is wrong with the form as a whole. */
function failureOf(parser: BusboyInstance, { maxFiles }: FormLimits): Promise<never> {
  const failed = new Promise<never>((_resolve, reject) => {
    parser.on('error', (error: unknown) => {
      reject(error instanceof PictureLiveError ? error : malformed(error));
    });
    const tooMany = (): void => {
      const message = `A request holds ${maxFiles} files and ${MAX_FIELDS} fields at most.`;
      reject(new PictureLiveError('blob_too_large', message));
    };
    for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit']) parser.on(limit, tooMany);
  });
  return failed;
}

function write(parser: BusboyInstance, chunk: Buffer): Promise<void> {
  return new Promise((resolve) => parser.write(chunk, () => resolve()));
}

function end(parser: BusboyInstance): Promise<void> {
  return new Promise((resolve) => {
    parser.once('finish', () => resolve());
    parser.end();
  });
}

/** What people called their file, for telling them; never used as a path. */
function nameOf(given: string | undefined): string {
  // Control characters, and what turns the direction of writing around.
  const name = (given ?? '').replaceAll(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 200);
  return name === '' ? 'photo' : name;
}

function malformed(cause: unknown): PictureLiveError {
  const message = 'The request is not well-formed multipart/form-data.';
  return new PictureLiveError('invalid_request', message, { cause });
}
