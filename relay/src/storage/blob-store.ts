import type { Readable } from 'node:stream';

/** An open blob; whoever opened it reads or destroys the stream. */
export interface OpenBlob {
  bytes: number;
  stream: Readable;
}

/** A blob as the store lists it. */
export interface ListedBlob {
  hash: string;
  /** When its bytes were last put; epoch milliseconds by the clock of the store. */
  storedAt: number;
}

export interface BlobPage {
  blobs: ListedBlob[];
  /** Give it as `after` to go on; null where there is no more. */
  next: string | null;
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
   * @throws PictureLiveError `storage_full`; `unavailable` where the store is away. Nothing is
   *   stored then, and the file may be put again.
   */
  put(hash: string, file: string): Promise<void>;
  /**
   * The whole blob, or null where the store has none of this name.
   *
   * @throws PictureLiveError `unavailable` where the store is away; here and in all that follow,
   *   also from the stream of `open`.
   */
  read(hash: string): Promise<Buffer | null>;
  /** As `read`, for what is too large to be held in memory. */
  open(hash: string): Promise<OpenBlob | null>;
  /** Forgets a blob; one that is not there is no error. */
  remove(hash: string): Promise<void>;
  /**
   * What is stored, in the order of the hashes; for finding what nothing knows of. What is put or
   * removed meanwhile may or may not be in it.
   *
   * @param after `next` of the page before, or null for the first.
   * @param limit 1…1,000.
   */
  list(after: string | null, limit: number): Promise<BlobPage>;
  /** `ok`, or a sentence saying what is wrong. */
  check(): Promise<string>;
  /** Lets go of connections; what is running fails with `unavailable`. */
  close(): void;
}
