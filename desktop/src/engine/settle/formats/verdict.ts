import type { CodedScan } from '../jpeg/coded-scan.ts';

export interface PictureSize {
  width: number;
  height: number;
}

/** What the structure of a file says about whether all of it has arrived. */
export type FileVerdict =
  | {
      kind: 'whole';
      /** What is developed: the file itself, or the JPEG in a RAW file. */
      picture: Buffer;
      /** `accounted`: what follows the picture is known to be all there. */
      trailer: 'none' | 'accounted' | 'unknown';
      /** Scans of `picture` whose coding can be followed, by `isExactlyCoded`. */
      scans: CodedScan[];
      /** There are zeros that may be a hole and may be picture. */
      doubtful: boolean;
    }
  /** The bytes end before the file does. */
  | { kind: 'cut' }
  /** Zeros, from this offset on, where picture must be. */
  | { kind: 'hole'; at: number }
  | { kind: 'malformed' }
  /** A RAW file without a JPEG that could stand for it; the largest there is. */
  | { kind: 'no_preview'; largest: PictureSize | null };

/** A file that is developed as it is and whose coding is not followed. */
export function wholeFile(picture: Buffer, doubtful = false): FileVerdict {
  return { kind: 'whole', picture, trailer: 'none', scans: [], doubtful };
}
