import { open, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { v7 as uuid } from 'uuid';
import { sayingWhenFull } from '../errors/disk-full.ts';

/** A file of an upload that is still arriving. */
export interface IncomingFile {
  path: string;
  write(chunk: Buffer): Promise<void>;
  /** No more bytes; the file stays for the blob store to take. */
  close(): Promise<void>;
  /** Ends it and leaves nothing behind; does nothing where the file was taken. */
  discard(): Promise<void>;
}

/** The part of a file handle that an upload needs. */
export interface NewFile {
  write: (chunk: Buffer, offset: number) => Promise<{ bytesWritten: number }>;
  close: () => Promise<void>;
}

/** How a new file is opened; a parameter so that a full disk can be tried out. */
export type OpenNew = (file: string) => Promise<NewFile>;

/** Fails where the name is taken: two uploads never write into one file. */
const openExclusively: OpenNew = (file) => open(file, 'wx', 0o600);

/** The folder where uploads are written until they are proven. */
export class Intake {
  readonly #folder: string;
  readonly #openNew: OpenNew;

  constructor(folder: string, openNew: OpenNew = openExclusively) {
    this.#folder = folder;
    this.#openNew = openNew;
  }

  /** Makes the folder and throws away what an earlier process left half-written. */
  async prepare(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const stale = await readdir(this.#folder);
    await Promise.all(stale.map((name) => rm(path.join(this.#folder, name), { force: true })));
  }

  /** @throws PictureLiveError `storage_full`, here and from `write` and `close`. */
  async begin(): Promise<IncomingFile> {
    const file = path.join(this.#folder, `${uuid()}.part`);
    const handle = await sayingWhenFull(() => this.#openNew(file));
    let closed = false;
    const close = async (): Promise<void> => {
      if (closed) return;
      closed = true;
      await sayingWhenFull(() => handle.close());
    };
    return {
      path: file,
      write: (chunk) => sayingWhenFull(() => writeAll(handle, chunk)),
      close,
      discard: async () => {
        await close();
        await rm(file, { force: true });
      },
    };
  }
}

/** A single write may take fewer bytes than it was given, e.g. on a disk that is nearly full. */
async function writeAll(handle: NewFile, chunk: Buffer): Promise<void> {
  let written = 0;
  while (written < chunk.length) {
    written += (await handle.write(chunk, written)).bytesWritten;
  }
}
