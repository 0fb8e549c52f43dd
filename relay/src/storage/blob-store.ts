import type { Readable } from 'node:stream';

/** An open blob; whoever opened it reads or destroys the stream. */
export interface OpenBlob {
  bytes: number;
  stream: Readable;
}

/**
 * Where proven bytes live, named by their SHA-256 (64 lower-case hex digits). A blob is there as a
 * whole or not at all, under every kind of failure; `storage/blob-store.contract.ts` says what
 * every store must do.
 */
export interface BlobStore {
  /**
   * Moves a finished file into the store and returns once it will survive a power cut. The file is
   * gone afterwards, also where the store had the blob already.
   *
   * @throws PictureLiveError `storage_full`.
   */
  put(hash: string, file: string): Promise<void>;
  /** The whole blob, or null where the store has none of this name. */
  read(hash: string): Promise<Buffer | null>;
  /** As `read`, for what is too large to be held in memory. */
  open(hash: string): Promise<OpenBlob | null>;
  /** Forgets a blob; one that is not there is no error. */
  remove(hash: string): Promise<void>;
  /** `ok`, or a sentence saying what is wrong. */
  check(): Promise<string>;
}
