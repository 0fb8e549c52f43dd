/** RAW files, of which the JPEG that the camera put into them is published. */
export type RawFormat =
  | 'cr2'
  | 'cr3'
  | 'nef'
  | 'arw'
  | 'raf'
  | 'dng'
  | 'orf'
  | 'rw2'
  /** Another maker's, of TIFF structure. */
  | 'raw';

/** What is published. */
export type PublishableFormat = 'jpeg' | 'heif' | 'tiff' | 'png' | 'webp' | RawFormat;

/** What is read: what is published, and notes beside it. */
export type ReadFormat = PublishableFormat | 'xmp';

/** What the first bytes say a file is, whatever its name says. */
export type FileFormat = ReadFormat | 'video' | 'unknown';

/** What tells one state of a file on disk from another without reading it. */
export interface FileSignature {
  size: number;
  /** Modification time in milliseconds, with fractions where the file system has them. */
  mtimeMs: number;
  ino: number;
}

/** A file as the watcher reports it. */
export interface Candidate {
  hotFolderId: string;
  /** Path inside the hot folder, with forward slashes on every system. */
  path: string;
  /** Absolute path for the file system. */
  absolutePath: string;
  /** Epoch milliseconds of the first sight of this state of the file. */
  seenAt: number;
  /**
   * The same file (inode) was dealt with before in another state: it is being written over in place
   * and may for a while be half the old photograph and half the new one.
   */
  rewritten?: boolean;
}

/** A complete file, read once; nothing reads it again. */
export interface SettledFile {
  candidate: Candidate;
  signature: FileSignature;
  format: ReadFormat;
  bytes: Buffer;
  /** The part of `bytes` that is developed: all of it, or the JPEG in a RAW file. */
  picture: Buffer;
  /**
   * Epoch milliseconds of the last byte: the modification time where the file was written while we
   * watched, else the moment this state of it was first seen (moved in, there before the start, or
   * on a file system with another clock).
   */
  completeAt: number;
}

export type SettleOutcome =
  /**
   * `release` gives the bytes back to the budget of `admit`; to be called once, when nobody holds
   * `file.bytes` any more. Until then the same state of the file is not settled a second time.
   */
  | { kind: 'complete'; file: SettledFile; release: () => void }
  /** Nothing that is published: a type that is not, or a RAW file without a usable preview. */
  | {
      kind: 'unsupported';
      candidate: Candidate;
      signature: FileSignature;
      format: FileFormat;
      reason: string;
    }
  /**
   * It has stopped growing and is still not whole (or empty, or may not be read). It stays under
   * watch: any later change starts it anew. `reason` says what is wrong and what to do.
   */
  | { kind: 'incomplete'; candidate: Candidate; signature: FileSignature; reason: string }
  /** It disappeared before it was complete; `ino` is its inode where it was ever looked at. */
  | { kind: 'gone'; candidate: Candidate; ino: number | null };
