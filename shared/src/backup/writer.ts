import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import tar from 'tar-stream';
import type { Pack } from 'tar-stream';
import { PARTIAL, syncFolder } from '../process/files.ts';
import { BackupError, explainWriting } from './failure.ts';
import { BACKUP_FORMAT, HEADER, MANIFEST, isSafeName } from './format.ts';
import type { BackupHeader, BackupParts } from './format.ts';
import { writeThrough } from './sink.ts';
import { Tally } from './tally.ts';

/** There are keys and tokens in it. */
const OWNER_ONLY = 0o600;

/** A backup that is being written; nothing has its name before `finish`. */
export interface BackupWriter {
  /**
   * @param sha256 of the bytes in hex, where it is known already.
   * @throws BackupError where the disk is full.
   */
  add(name: string, bytes: Uint8Array, sha256?: string): Promise<void>;
  /** As `add`, for a file that is too large for the memory and stays as it is meanwhile. */
  addFile(name: string, file: string): Promise<void>;
  /** Writes the manifest, brings everything to the disk and gives the file its name. */
  finish(parts: BackupParts): Promise<void>;
  /** Ends it and leaves nothing behind; does nothing after `finish`. */
  discard(): Promise<void>;
}

/**
 * Begins a backup under another name in the same folder.
 *
 * @param replace whether a file of this name may be replaced in the end.
 * @throws BackupError where there is one already, or nothing can be written there.
 */
export async function openBackupWriter(
  file: string,
  {
    replace,
    version,
    createdAt,
  }: { replace: boolean } & Pick<BackupHeader, 'version' | 'createdAt'>,
): Promise<BackupWriter> {
  await refuseTaken(file, replace);
  const partial = `${file}.${randomUUID()}${PARTIAL}`;
  await createEmpty(partial, file);
  const pack = tar.pack();
  const tally = new Tally();
  let failure: unknown = null;
  const written = pipeline(pack, async (packed: AsyncIterable<Uint8Array>) =>
    writeThrough(packed, partial),
  ).catch((error: unknown) => {
    failure = error;
  });
  let isOver = false;

  async function put(
    name: string,
    size: number,
    chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    sha256?: string,
  ): Promise<void> {
    if (!isSafeName(name)) throw new BackupError(`The backup cannot hold a file called ${name}.`);
    const hash = sha256 === undefined ? createHash('sha256') : null;
    const entry = beginEntry(pack, { name, size, mode: OWNER_ONLY, mtime: new Date(createdAt) });
    for await (const chunk of chunks) {
      hash?.update(chunk);
      // Where the file fails, nobody takes the bytes any more and says so.
      if (!entry.sink.write(chunk)) await Promise.race([once(entry.sink, 'drain'), written]);
      if (failure !== null) throw explainWriting(failure, file);
    }
    entry.sink.end();
    await Promise.race([entry.packed, written]);
    if (failure !== null) throw explainWriting(failure, file);
    tally.add(name, size, hash?.digest('hex') ?? sha256 ?? '');
  }

  const add = (name: string, bytes: Uint8Array, sha256?: string) =>
    put(name, bytes.length, [bytes], sha256);
  const writer: BackupWriter = {
    add,
    addFile: async (name, from) => put(name, (await stat(from)).size, createReadStream(from)),
    async finish(parts) {
      const manifest = { ...parts, ...tally.end() };
      await add(MANIFEST, toJson(manifest));
      pack.finalize();
      await written;
      if (failure !== null) throw explainWriting(failure, file);
      await refuseTaken(file, replace);
      await rename(partial, file);
      isOver = true;
      await syncFolder(path.dirname(file));
    },
    async discard() {
      if (isOver) return;
      isOver = true;
      pack.destroy();
      await written;
      await rm(partial, { force: true });
    },
  };
  const header: BackupHeader = {
    program: 'picture-live',
    format: BACKUP_FORMAT,
    version,
    createdAt,
  };
  await add(HEADER, toJson(header));
  return writer;
}

/** @returns where to write the bytes, and when all of them are on their way to the file. */
function beginEntry(pack: Pack, header: tar.Headers): { sink: Writable; packed: Promise<void> } {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const sink = pack.entry(header, (error) => {
    if (error === null || error === undefined) resolve();
    else reject(error);
  });
  // What fails the entry ends the whole pack, and is told by `packed`.
  sink.on('error', () => {});
  promise.catch(() => {});
  return { sink, packed: promise };
}

function toJson(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
}

async function refuseTaken(file: string, replace: boolean): Promise<void> {
  if (replace) return;
  try {
    await lstat(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw explainWriting(error, file);
  }
  throw new BackupError(`${file} exists already: choose another name, or say --replace.`);
}

/** Here and not in the stream, so that a folder that is not there is said before anything is read. */
async function createEmpty(partial: string, file: string): Promise<void> {
  try {
    await (await open(partial, 'wx', OWNER_ONLY)).close();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new BackupError(`The folder ${path.dirname(file)} does not exist: create it first.`, {
        cause: error,
      });
    }
    throw explainWriting(error, file);
  }
}
