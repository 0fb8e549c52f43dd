import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import tar from 'tar-stream';
import * as z from 'zod/mini';
import { BackupError } from './failure.ts';
import {
  BACKUP_FORMAT,
  BackupHeader,
  BackupManifest,
  HEADER,
  MANIFEST,
  contentHash,
  isSafeName,
} from './format.ts';
import { Tally } from './tally.ts';

const CHUNK_BYTES = 256 * 1024;

/** A file inside a backup. */
export interface BackupEntry {
  name: string;
  bytes: number;
  /** To be read to its end, or not at all. */
  body: AsyncIterable<Uint8Array>;
}

export interface ReadOptions {
  /** Told of the bytes that were read since the last time. */
  onBytes?: (bytes: number) => void;
  signal?: AbortSignal;
}

/**
 * Hands on one entry after the other, in the order of the file.
 *
 * @param take returns false to read no further.
 * @throws BackupError where the file is no tar, ends too early or cannot be opened.
 */
export async function readEntries(
  file: string,
  take: (entry: BackupEntry) => Promise<boolean>,
  { onBytes, signal }: ReadOptions = {},
): Promise<void> {
  await requireFile(file);
  const source = createReadStream(file, { highWaterMark: CHUNK_BYTES, signal });
  if (onBytes !== undefined) source.on('data', (chunk) => onBytes(chunk.length));
  const extract = tar.extract();
  // Its failure is that of the entries, which are told of it.
  const fed = pipeline(source, extract).catch(() => {});
  try {
    for await (const entry of extract) {
      const { name, size = 0, type } = entry.header;
      if (type !== 'file' || !isSafeName(name)) throw damaged(file, name);
      if (!(await take({ name, bytes: size, body: entry }))) return;
      entry.resume();
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (!isAboutTar(error)) throw error;
    throw new BackupError(`${file} is damaged or incomplete: ${error.message}`, { cause: error });
  } finally {
    source.destroy();
    await fed;
  }
}

/**
 * Reads all of a backup and compares every byte with what it says of itself.
 *
 * @throws BackupError saying what is wrong, also where it is of a newer version than this program.
 */
export async function verifyBackup(
  file: string,
  options: ReadOptions = {},
): Promise<{ header: BackupHeader; manifest: BackupManifest }> {
  const tally = new Tally();
  const found: { header: BackupHeader | null; manifest: BackupManifest | null } = {
    header: null,
    manifest: null,
  };
  await readEntries(
    file,
    async ({ name, bytes, body }) => {
      if (found.manifest !== null) throw damaged(file, name);
      if (found.header === null) {
        found.header = await readHeader(file, name, body, tally);
        return true;
      }
      if (name === MANIFEST) {
        found.manifest = parse(file, name, BackupManifest, await toBuffer(body));
        return true;
      }
      const sha256 = await hashOf(body);
      if (sha256 !== (contentHash(name) ?? sha256)) throw damaged(file, name);
      tally.add(name, bytes, sha256);
      return true;
    },
    options,
  );
  const { header, manifest } = found;
  if (header === null || manifest === null) {
    throw new BackupError(`${file} is incomplete: its end is missing.`);
  }
  compare(file, tally, manifest);
  return { header, manifest };
}

async function readHeader(
  file: string,
  name: string,
  body: AsyncIterable<Uint8Array>,
  tally: Tally,
): Promise<BackupHeader> {
  if (name !== HEADER) throw new BackupError(`${file} is not a backup of Picture Live.`);
  const bytes = await toBuffer(body);
  const header = parse(file, name, BackupHeader, bytes);
  if (header.format > BACKUP_FORMAT) throw new BackupError(newer(file, header.version));
  tally.add(name, bytes.length, createHash('sha256').update(bytes).digest('hex'));
  return header;
}

/** The sentence for what only a later program understands. */
export function newer(file: string, version: string): string {
  return `${file} was made by a newer Picture Live (${version}): update this one first.`;
}

function compare(file: string, tally: Tally, manifest: BackupManifest): void {
  const { entries, content } = tally.end();
  const wrong = manifest.entries.find((said, index) => {
    const found = entries[index];
    return found?.name !== said.name || found.sha256 !== said.sha256 || found.bytes !== said.bytes;
  });
  if (wrong !== undefined) throw damaged(file, wrong.name);
  const isWhole =
    entries.length === manifest.entries.length &&
    content.count === manifest.content.count &&
    content.bytes === manifest.content.bytes &&
    content.sha256 === manifest.content.sha256;
  if (!isWhole) throw new BackupError(`${file} is damaged: files in it are missing or too many.`);
}

function parse<T>(file: string, name: string, schema: z.core.$ZodType<T>, bytes: Buffer): T {
  try {
    return z.parse(schema, JSON.parse(bytes.toString()));
  } catch (error) {
    throw new BackupError(`${file} is damaged: ${name} cannot be read.`, { cause: error });
  }
}

function damaged(file: string, name: string): BackupError {
  return new BackupError(`${file} is damaged: ${name} is not what was backed up.`);
}

async function requireFile(file: string): Promise<void> {
  try {
    if ((await stat(file)).isFile()) return;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new BackupError(`The backup ${file} cannot be read (${code}).`, { cause: error });
  }
  throw new BackupError(`${file} is not a file.`);
}

/** What the decoder throws has no code; failures of the disk and our own do. */
function isAboutTar(error: unknown): error is Error {
  return error instanceof Error && error.name === 'Error' && !('code' in error);
}

async function hashOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of body) hash.update(chunk);
  return hash.digest('hex');
}

/** All of a small entry. */
export async function toBuffer(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
